import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BorderCorrections } from '../../story/work.ts'
import { workJson } from '../../story/work-json.ts'
import { decodePlainText } from '../decode.ts'
import type { Block, SourceDocument } from '../document.ts'
import { textDocument } from '../formats/text.ts'
import { recoverWorks } from './recover-works.ts'

const STORY = `Rodney looked up from the console and swore. "It's not my fault," he said, before anyone could ask.

John leaned in the doorway and didn't say anything for a while.

"Fine," said Rodney. "It's a little bit my fault."`

function documentOf(text: string, path = '002_ee3056f65cce5a29.txt'): SourceDocument {
  return textDocument(path, { text, encoding: 'utf-8', repairs: [] })
}

function recoverAll(text: string, path?: string, borders?: BorderCorrections) {
  return recoverWorks(documentOf(text, path), { borders }).map(workJson)
}

function recoverText(text: string, path?: string, borders?: BorderCorrections) {
  const [work] = recoverAll(text, path, borders)
  if (!work) throw new Error('no work')
  return { ...work, body: work.chapters.map((chapter) => chapter.text).join('\n\n') }
}

describe('the header', () => {
  test('is read from labelled lines and is not in the body', () => {
    const work = recoverText(
      `Title: Sunshine\nAuthor: Kit\nPairing: John/Rodney\nRating: R\nSummary: He breaks it.\n\n${STORY}`,
    )
    expect(work).toMatchObject({
      title: 'Sunshine',
      authors: ['Kit'],
      relationships: ['John/Rodney'],
      rating: 'mature',
      summary: 'He breaks it.',
      needsALook: false,
    })
    expect(work.body).toBe(STORY)
  })

  test('is read when it runs on one line', () => {
    const work = recoverText(`Fandom: SGA | Pairing: John/Rodney | Rating: R | Words: 1,234\n\n${STORY}`)
    expect(work).toMatchObject({ fandoms: ['SGA'], rating: 'mature', declaredWords: 1234 })
    expect(work.evidence.rating?.[0]?.rule).toBe('header/run-on')
  })

  test('is read when label and value stand on separate lines', () => {
    const work = recoverText(`Title\nFridays\nAuthor\ngarlic\nRating\nT\nStatus\nComplete\n\n${STORY}`)
    expect(work).toMatchObject({ title: 'Fridays', authors: ['garlic'], rating: 'teen', status: 'complete' })
  })

  test('is read after chatter, which goes to the notes', () => {
    const work = recoverText(
      `Hi flist! I come bearing fic!\n\nTitle: Sunshine\nRating: G\n\n( Read more... )\n\n${STORY}`,
    )
    expect(work).toMatchObject({ title: 'Sunshine', notesBefore: 'Hi flist! I come bearing fic!' })
    expect(work.body).toBe(STORY)
  })

  test('is read at the end', () => {
    const work = recoverText(`${STORY}\n\n---\n\nTitle: Sunshine\nRating: PG\nPairing: John/Rodney\n`)
    expect(work).toMatchObject({ title: 'Sunshine', rating: 'general', relationships: ['John/Rodney'] })
    expect(work.body).toBe(STORY)
  })

  test('an unlabelled title and by-line are read', () => {
    const work = recoverText(`SUNSHINE\nby Kit Marlowe\n\n${STORY}`)
    expect(work).toMatchObject({ title: 'SUNSHINE', authors: ['Kit Marlowe'] })
    expect(work.evidence.title?.find((each) => each.chosen)?.rule).toBe('header/title-by')
  })

  test('every value says where it stands', () => {
    const text = `Title: Sunshine\nPairing: John/Rodney\n\n${STORY}`
    const { evidence } = recoverText(text)
    const span = evidence.relationships?.[0]?.span
    expect(text.slice(span?.start, span?.end)).toBe('John/Rodney')
    expect(span?.line).toBe(2)
  })

  test('a mail at the top of a story is story', () => {
    const mail = `From: John\nTo: Rodney\nSubject: cabbages\n\nRodney,\n\nHe stole them. I saw him.`
    const work = recoverText(`${mail}\n\n${STORY}`)
    expect(work.authors).toEqual([])
    expect(work.body).toContain('From: John')
  })

  test('a report inside the story is story', () => {
    const work = recoverText(
      `Title: A Case File\nRating: G\n\nThe file was thin. Lestrade laid it open on the blotter.\n\nName: not known\nStatus: in custody\nCharacters: of the lowest\nSummary: Vagrancy\n\n${STORY}`,
    )
    expect(work).toMatchObject({ title: 'A Case File', summary: null, characters: [], status: null })
    expect(work.body).toContain('Vagrancy')
  })

  test('labels without values are no header', () => {
    expect(recoverText(`Title:\nAuthor:\nRating:\nSummary:\n\n${STORY}`).rating).toBe('not-rated')
  })

  test('an old header at the top of a body known to be story goes to the notes and is flagged', () => {
    const blocks = documentOf(`Title: Old Name\nPairing: John/Rodney\nRating: R\n\n${STORY}`).blocks.map(
      (block): Block => ({ ...block, role: 'story' }),
    )
    const document: SourceDocument = {
      ...documentOf(STORY),
      blocks,
      known: [
        {
          field: 'title',
          value: 'New Name',
          span: null,
          rule: 'ao3/dl-tags',
          confidence: 0.98,
          rank: 'markers',
        },
      ],
      chapters: [{ title: null, start: 0, end: blocks.length, notesBefore: null, notesAfter: null }],
    }
    const work = workJson(recoverWorks(document)[0] as never)
    expect(work).toMatchObject({ title: 'New Name', relationships: ['John/Rodney'] })
    expect(work.notesBefore).toContain('Old Name')
    expect(work.diagnostics.map((each) => each.rule)).toContain('header/pasted')
  })
})

describe('notes', () => {
  test('of several paragraphs are kept whole and end where the story begins', () => {
    const work = recoverText(
      `A/N: Set after Hot Zone, thanks to my beta.\n\nTitle is from the Journey song. Not a songfic, don't worry.\n\n${STORY}`,
    )
    expect(work.notesBefore).toBe(
      "Set after Hot Zone, thanks to my beta.\n\nTitle is from the Journey song. Not a songfic, don't worry.",
    )
    expect(work.body).toBe(STORY)
  })

  test('a first-person story is no note', () => {
    const story =
      'I woke up with sand in my mouth. I read the note twice.\n\nI had written it myself; I knew my own writing.'
    expect(recoverText(`Title: Sand\nRating: G\n\n${story}`).body).toBe(story)
    expect(recoverText(story).notesBefore).toBeNull()
  })

  test('a dedication alone is a gift, inside a note it stands in both', () => {
    expect(recoverText(`Title: Rain\nRating: G\n\nFor Jenny, who wanted rain.\n\n${STORY}`)).toMatchObject({
      giftedTo: ['Jenny'],
      notesBefore: null,
    })
    const inside = recoverText(`Title: Rain\nA/N: For Jenny, who wanted rain. Thanks to my beta!\n\n${STORY}`)
    expect(inside.giftedTo).toEqual(['Jenny'])
    expect(inside.notesBefore).toContain('For Jenny')
  })

  test('after an end mark are end notes; begging and links are dropped and recorded', () => {
    const work = recoverText(
      `Title: Rain\nRating: G\n\n${STORY}\n\nTHE END\n\nA/N: The lamp is real, you can visit it.\n\nPlease review!! R&R!\n\nBack to master post | Next`,
    )
    expect(work.notesAfter).toBe('The lamp is real, you can visit it.')
    expect(work.body).toBe(STORY)
    expect(work.diagnostics.filter((each) => each.rule === 'notes/furniture')).toHaveLength(2)
  })

  test('of a chapter stay with it', () => {
    const work = recoverText(
      `Title: Rain\nRating: G\n\nChapter 1\n\n${STORY}\n\nChapter 2\n\nA/N: Sorry for the wait, RL has been crazy!\n\n${STORY}\n\nTBC`,
    )
    expect(work.chapters.map((chapter) => chapter.notesBefore)).toEqual([
      null,
      'Sorry for the wait, RL has been crazy!',
    ])
    expect(work.status).toBe('in-progress')
  })

  test('comments under a saved entry are never read', () => {
    const work = recoverText(
      `Title: Toast\nRating: G\n\n${STORY}\n\n(3 comments | Leave a comment)\n\n[info]tidewrack\nOh I love this. Rating: 10/10!\n(Reply) (Thread)`,
    )
    expect(work).toMatchObject({ rating: 'general', notesAfter: null })
    expect(work.body).toBe(STORY)
  })
})

describe('works', () => {
  test('several full headers in one file are several works', () => {
    const works = recoverAll(
      `Title: One\nFandom: SGA\nRating: G\n\n${STORY}\n\n---\n\nTitle: Two\nFandom: SGA\nRating: PG\n\n${STORY}`,
    )
    expect(works.map((work) => work.title)).toEqual(['One', 'Two'])
  })

  test('the same title with a new part number is a chapter', () => {
    const [work, ...more] = recoverAll(
      `Title: Rain 1/3\nAuthor: Kit\nRating: G\n\n${STORY}\n\n\n\nTitle: Rain 2/3\nAuthor: Kit\nRating: G\n\n${STORY}`,
    )
    expect(more).toEqual([])
    expect(work?.chapters).toHaveLength(2)
    expect(work?.status).toBe('in-progress')
  })

  test('a title comes from the file name or the opening words, and needs a look', () => {
    expect(recoverText(STORY, 'The Quiet Carriage.txt')).toMatchObject({
      title: 'The Quiet Carriage',
      needsALook: true,
    })
    expect(recoverText(STORY)).toMatchObject({
      title: expect.stringMatching(/^Rodney looked up from the console/),
      needsALook: true,
    })
  })

  test('nothing at all is one work without chapters’ text', () => {
    const empty: SourceDocument = { ...documentOf(STORY), text: '', blocks: [] }
    expect(recoverWorks(empty)).toHaveLength(1)
  })
})

describe('a person’s borders', () => {
  const text = `Some words above the story.\n\nMore of them.\n\n${STORY}\n\nAnd a last line.`
  const at = (quote: string) => ({ offset: text.indexOf(quote), quote: quote.slice(0, 60) })

  test('win over every rule', () => {
    const work = recoverText(text, undefined, {
      storyStart: at('Rodney looked up'),
      storyEnd: at('And a last line.'),
    })
    expect(work.body).toBe(STORY)
    expect(work.notesBefore).toContain('Some words above')
    expect(work.notesAfter).toContain('And a last line.')
  })

  test('are found again when the text has moved', () => {
    const moved = `A new first line.\n\n${text}`
    const work = recoverText(moved, undefined, { storyStart: at('Rodney looked up') })
    expect(work.body.startsWith('Rodney looked up')).toBe(true)
  })

  test('add and undo chapters and scenes', () => {
    const work = recoverText(text, undefined, {
      chapterStarts: [{ at: at('John leaned'), title: 'The Doorway' }],
      sceneStarts: [at('"Fine," said Rodney')],
    })
    expect(work.chapters.map((chapter) => [chapter.title, chapter.scenes])).toEqual([
      [null, 1],
      ['The Doorway', 2],
    ])
    const chaptered = `Chapter 1\n\n${STORY}\n\nChapter 2\n\n${STORY}`
    const undone = recoverText(chaptered, undefined, {
      notChapterStarts: [{ offset: chaptered.indexOf('Chapter 2'), quote: 'Chapter 2' }],
    })
    expect(undone.chapters).toHaveLength(1)
    expect(undone.body).toContain('Chapter 2')
  })
})

const seeds = resolve(import.meta.dirname, '../../../../shared/seeds')

describe.skipIf(!existsSync(seeds))('the seeds', () => {
  const seed = (name: string) => {
    const bytes = readFileSync(resolve(seeds, name))
    const [work] = recoverWorks(textDocument(name, decodePlainText(bytes))).map(workJson)
    if (!work) throw new Error('no work')
    return { ...work, body: work.chapters.map((chapter) => chapter.text).join('\n\n') }
  }

  test('000 has every field of its header and none of the header in the body', () => {
    const work = seed('000_35e2b63d1cc30ae8.txt')
    expect(work).toMatchObject({
      title: 'Some Were Born to Sing the Blues',
      authors: [],
      rating: 'teen',
      warnings: [
        "language and boy-kissing, but if that offends you, you've picked the wrong fandom. And angsty-angst.",
      ],
      categories: ['m/m'],
      relationships: ['Jack/Ianto'],
      characters: ['Jack', 'Ianto'],
      tags: ['Slash', 'AU', 'angst'],
      summary: 'Jack tries not to say goodbye. Not COE compliant.',
      declaredWords: 1130,
      language: 'en',
      needsALook: false,
    })
    expect(work.notesBefore).toMatch(
      /^My opinion on COE[\s\S]*\n\nTitle is from the Journey song[\s\S]*appropriate\.$/,
    )
    expect(work.body).toMatch(/^"Gwen says/)
    expect(work.body).not.toMatch(/Warnings:|Journey song/)
  })

  test('002 has its note and the gift to two, and a title from its opening words', () => {
    const work = seed('002_ee3056f65cce5a29.txt')
    expect(work).toMatchObject({ giftedTo: ['Tara', 'Deb'], needsALook: true })
    expect(work.notesBefore).toContain('Sabbathverse')
    expect(work.body).toMatch(/^"How on earth/)
  })

  test('003 has its notes, its disclaimer, and the challenge as a candidate', () => {
    const work = seed('003_b3064dc425a8a052.txt')
    expect(work.disclaimer).toBe('Nothing from Torchwood or Doctor Who belongs to me, nor does NaNoWriMo.')
    expect(work.notesBefore).toContain('madcap ride')
    expect(work.tags).toEqual([])
    expect(work.evidence.tags?.[0]).toMatchObject({ value: 'NaNoWriMo', chosen: false })
    expect(work.body).toMatch(/^Ianto paused/)
  })

  test('004 has no header, its seventeen scenes, and the letter left in the story', () => {
    const work = seed('004_a23fecbf64116d08.txt')
    expect(work.notesBefore).toBeNull()
    expect(work.giftedTo).toEqual([])
    expect(work.chapters.map((chapter) => chapter.scenes)).toEqual([17])
    expect(work.body).toContain('Dear Jack,')
    expect(work.body).toContain("p.s.: Please don't be cross")
  })
})
