import { expect, test } from 'vitest'
import type { BorderCorrections } from '../../story/work.ts'
import { anchorAt, anchorsOf, type BorderDeed, parseBorderForm, withBorder } from './borders-form.ts'

const TEXT = 'Title: A\n\nOnce there was a lighthouse.\n\nOne hour later it was gone.'
const at = anchorAt(TEXT, 10)
const form = (deed: BorderDeed) => ({ deed, path: 'a.txt', offset: 10, block: 1, title: null })

test('an anchor keeps what stands there', () => {
  expect(at).toEqual({ offset: 10, quote: 'Once there was a lighthouse.\n\nOne hour later it was gone.' })
})

test('refusing a break takes back having accepted it, and leaves chapters alone', () => {
  const accepted = withBorder({ chapterStarts: [{ at, title: 'One' }] }, form('scene-start'), at)
  const refused = withBorder(accepted, form('not-scene-start'), at)
  expect(refused.sceneStarts).toEqual([])
  expect(refused.notSceneStarts).toEqual([at])
  expect(refused.chapterStarts).toEqual([{ at, title: 'One' }])
})

test('forgetting a place lets go of everything said about it', () => {
  let borders: BorderCorrections = {}
  for (const deed of ['story-start', 'chapter-start', 'not-scene-start', 'story-end'] as const)
    borders = withBorder(borders, form(deed), at)
  expect([...anchorsOf(borders)]).toEqual([10])
  expect(anchorsOf(withBorder(borders, form('forget'), at)).size).toBe(0)
})

test('that the story runs to the end is a word of its own', () => {
  expect(withBorder({ storyEnd: at }, form('story-to-end'), at).storyEnd).toBeNull()
  expect(withBorder({ storyEnd: null }, form('forget'), at).storyEnd).toBeNull()
})

test('a form not made here is refused', () => {
  const data = new FormData()
  data.set('deed', 'burn')
  expect(() => parseBorderForm(data)).toThrow(/not one Fanfold made/)
})
