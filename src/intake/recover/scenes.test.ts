import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countScenes } from '../../story/scene.ts'
import { topLevelBlocks } from '../../story/top-level-blocks.ts'
import type { Block } from '../document.ts'
import { readBlocks } from '../formats/text/blocks.ts'
import { findScenes } from './scenes.ts'

const A = 'He turned the key in the lock and listened.'
const B = 'Nobody answered, and she put down the lamp.'
const scenesOf = (source: string) => findScenes(readBlocks(source))
const count = (source: string) => countScenes(scenesOf(source).html)
const reasons = (source: string) => scenesOf(source).inferredBreaks.map(({ reason }) => reason)

function story(paragraphs: number, text = A): string {
  return Array.from({ length: paragraphs }, () => text).join('\n\n')
}

describe("the writer's own breaks", () => {
  test('a glyph line parts two scenes', () => {
    expect(scenesOf(`${A}\n\n* * *\n\n${B}`).html).toBe(`<p>${A}</p><hr><p>${B}</p>`)
  })

  test('several signs together are one break', () => {
    expect(count(`${A}\n\n~\n\n***\n\n~\n\n${B}`)).toBe(2)
  })

  test('a sign at the start or the end parts nothing', () => {
    expect(scenesOf(`***\n\n${A}\n\n***`).html).toBe(`<p>${A}</p>`)
  })

  test('a gap distinctly wider than usual is a break', () => {
    expect(count(`${story(6)}\n\n\n\n${story(6)}`)).toBe(2)
    expect(count(`${story(6)}\n\n\n${story(6)}\n\n\n${story(6)}`)).toBe(3)
    const lines = ['It rained.', A, '"No," he said.', `${A} ${B} ${A}`, B, 'She nodded.', `${B} ${A}`]
    expect(count(`${lines.join('\n')}\n\n${lines.join('\n')}`)).toBe(2)
  })

  test('gaps before many paragraphs are the way the text is set', () => {
    const uneven = Array.from({ length: 12 }, (_, i) => A + (i % 2 ? '\n\n\n' : '\n\n')).join('')
    expect(count(uneven)).toBe(1)
    expect(reasons(uneven)).toEqual([])
  })

  test('a flashback is set off and its words stay', () => {
    const { html } = scenesOf(`${A}\n\nFlashback\n\n${B}\n\nEnd flashback\n\n${A}`)
    expect(html).toBe(`<p>${A}</p><hr><p>Flashback</p><p>${B}</p><p>End flashback</p><hr><p>${A}</p>`)
  })

  test.each(["Jack's POV", 'POV: Ianto', '(Gwen’s POV)', '**Flashback**'])('%s begins a scene', (words) => {
    expect(count(`${A}\n\n${words}\n\n${B}`)).toBe(2)
  })

  test.each([
    'He had a flashback to the war.',
    'Memory is a strange thing.',
    'Meanwhile, nobody spoke.',
    '"..."',
  ])('%s does not', (words) => expect(count(`${A}\n\n${words}\n\n${B}`)).toBe(1))
})

describe('suggestions', () => {
  test.each([
    'One Hour later...',
    'The next morning, he woke her.',
    'Three weeks later he was back.',
    'Later that night the phone rang.',
    'Cardiff, 3 a.m.',
    '12 May 1941',
    'Am nächsten Morgen war sie fort.',
    'Une heure plus tard, il revint.',
  ])('%s may begin a scene', (words) =>
    expect(reasons(`${story(4)}\n\n${words}\n\n${story(4, B)}`)).toHaveLength(1),
  )

  test.each([
    'A moment later he was back.',
    'A few minutes later he came in.',
    '"The next morning he left," she said.',
    'The next train was late.',
    'That night in Rome had been a mistake.',
    'By the time he came she had gone.',
    'Two years before, they had met.',
  ])('%s does not', (words) => expect(reasons(`${story(4)}\n\n${words}\n\n${story(4, B)}`)).toEqual([]))

  const PRESENT = 'Jack turns and looks at the door. "Stay," he says, and she nods and sits down.'
  const PAST = 'Jack turned and looked at the door. "Stay," he said, and she nodded and sat down.'

  test('a change of tense suggests a break, either way', () => {
    expect(reasons(`${story(5, PRESENT)}\n\n${story(5, PAST)}\n\n${story(5, PRESENT)}`)).toEqual([
      'present tense to past',
      'past tense to present',
    ])
  })

  test('a look back in a present story, and a thought in a past one, are no change', () => {
    const lookBack = 'He had known her once. She had left him in the rain.'
    expect(reasons(`${story(4, PRESENT)}\n\n${lookBack}\n\n${story(4, PRESENT)}`)).toEqual([])
    const thought = 'Love is strange. It comes and goes, and nobody knows why it does that to people.'
    expect(reasons(`${story(4, PAST)}\n\n${thought}\n\n${story(4, PAST)}`)).toEqual([])
  })

  test('speech says nothing about the tense', () => {
    const talk = '"He turns and looks and says nothing. He walks and sits and stares," she said.'
    expect(reasons(`${story(4, PAST)}\n\n${story(4, talk)}\n\n${story(4, PAST)}`)).toEqual([])
  })

  test('none stands beside a break of the writer’s own', () => {
    expect(reasons(`${A}\n\n***\n\nOne hour later...\n\n${B}`)).toEqual([])
  })

  test('one in doubt counts blocks of the HTML, rules among them', () => {
    const { html, inferredBreaks } = scenesOf(`${A}\n\n***\n\n${B}\n\n${A}\n\n${B}\n\nThe next day, he left.`)
    const { block } = inferredBreaks[0] as { block: number }
    const { start, end } = topLevelBlocks(html)[block] as { start: number; end: number }
    expect(html.slice(start, end)).toBe('<p>The next day, he left.</p>')
  })
})

describe("a person's corrections", () => {
  const blocks = readBlocks(`${A}\n\n***\n\n${B}\n\nThe next day, he left.\n\n${A}`)

  test('a break is made where it is wanted', () => {
    expect(findScenes(blocks, { starts: new Set([3]) }).html).toContain('<hr><p>The next day')
    expect(findScenes(blocks, { starts: new Set([3]) }).inferredBreaks).toEqual([])
  })

  test('a break that was undone leaves its line in the story', () => {
    for (const at of [1, 2]) {
      const { html } = findScenes(blocks, { notStarts: new Set([at]) })
      expect(html).toBe(`<p>${A}</p><p>***</p><p>${B}</p><p>The next day, he left.</p><p>${A}</p>`)
    }
  })

  test('a suggestion that was refused does not come again', () => {
    const far = readBlocks(`${story(4)}\n\nThe next day, he left.\n\n${A}`)
    expect(findScenes(far).inferredBreaks).toHaveLength(1)
    expect(findScenes(far, { notStarts: new Set([4]) }).inferredBreaks).toEqual([])
  })
})

const anyBlock: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom('paragraph', 'break', 'verse', 'heading', 'image'),
  text: fc.constantFrom(A, B, '***', 'Flashback', 'One hour later...', '', 'x', '"No," he says.'),
  html: fc.constantFrom('<p>a</p>', ''),
  span: fc.constant({ start: 0, end: 0, line: 1 }),
  gapBefore: fc.nat(3),
})

test('whatever comes in, the parts agree and no break stands at an edge', () => {
  fc.assert(
    fc.property(
      fc.array(anyBlock, { maxLength: 40 }),
      fc.array(fc.nat(40)),
      fc.array(fc.nat(40)),
      (blocks, yes, no) => {
        const found = findScenes(blocks, { starts: new Set(yes), notStarts: new Set(no) })
        const top = topLevelBlocks(found.html)
        expect(found.blockSpans).toHaveLength(top.length)
        expect(found.blocks).toHaveLength(top.length)
        expect(top[0]?.tag).not.toBe('hr')
        expect(top.at(-1)?.tag).not.toBe('hr')
        for (const [i, { tag }] of top.entries()) if (tag === 'hr') expect(top[i - 1]?.tag).not.toBe('hr')
        for (const { block } of found.inferredBreaks) {
          expect(top[block]?.tag).not.toBe('hr')
          expect(top[block - 1]?.tag).not.toBe('hr')
        }
      },
    ),
  )
})

const seeds = fileURLToPath(new URL('../../../../shared/seeds/', import.meta.url))

/** The story of a seed, from the block that begins with these words on. */
function seedScenes(number: string, firstWords: string) {
  const name = readdirSync(seeds).find((file) => file.startsWith(number)) as string
  const blocks = readBlocks(readFileSync(`${seeds}/${name}`, 'utf8'))
  const story = blocks.slice(blocks.findIndex(({ text }) => text.startsWith(firstWords)))
  const found = findScenes(story)
  const suggested = found.inferredBreaks.map(({ block }) => story[found.blocks[block] as number]?.text ?? '')
  return { scenes: countScenes(found.html), suggested }
}

describe.skipIf(!existsSync(seeds))('the seeds (skipped where ../shared/seeds is not there)', () => {
  test('000 goes between hilltop and hospital four times', () => {
    const { scenes, suggested } = seedScenes('000', '"Gwen says')
    expect(scenes).toBe(1)
    expect(suggested.map((text) => text.slice(0, 20))).toEqual([
      '"It won\'t work," he ',
      '"Let me see your han',
      '"What if it doesn\'t ',
      '"You don\'t know that',
    ])
  })

  test('002 has its hours', () => {
    const { suggested } = seedScenes('002', '"How on earth')
    expect(suggested).toContain('One Hour later...')
    expect(suggested).toContain('3 Hours later...')
  })

  test('003 comes back from a memory', () => {
    const { suggested } = seedScenes('003', 'Ianto paused')
    expect(suggested.some((text) => text.startsWith('If Jack closed his eyes'))).toBe(true)
  })

  test('004 has seventeen scenes and nothing to add', () => {
    expect(seedScenes('004', 'Jack sat')).toEqual({ scenes: 17, suggested: [] })
  })
})
