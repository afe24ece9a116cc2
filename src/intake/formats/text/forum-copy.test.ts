import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readForumCopy, readThreadSubject } from './forum-copy.ts'

const read = (text: string) => readForumCopy(text.split('\n').map((line) => line.trim()))
const STORY = 'The clock struck thirteen.\n\nDace went up with the oil.'

test.each<[string, string]>([
  [
    'phpBB 2',
    `ines\n\nJoined: 12 Jan 2006\nPosts: 34\nPosted: Tue Mar 4, 2008 9:12 pm    Post subject: Clocks\n\n${STORY}\n\nBack to top`,
  ],
  [
    'phpBB 3',
    `Clocks\nby ines » Tue Mar 04, 2008 9:12 pm\n\n${STORY}\n\nines\nPosts: 34\nJoined: Sat Jan 05, 2008 1:00 pm\nTop`,
  ],
  [
    'vBulletin',
    `03-04-2008, 09:12 PM\t#1\nines\nSenior Member\nJoin Date: Jan 2006\nPosts: 34\n\nClocks\n\n${STORY}\n\n__________________\nTick.\n\nReply With Quote`,
  ],
  [
    'SMF',
    `ines\nFull Member\n***\nPosts: 34\n\nClocks\n« on: March 04, 2008, 09:12:44 PM »\n\n${STORY}\n\nLogged`,
  ],
  ['ProBoards', `Post by ines on Mar 4, 2008 at 9:12pm\n\n${STORY}`],
  [
    'Invision',
    `ines\nPosted 04 March 2008 - 09:12 PM\nGroup: Members\nPosts: 34\nMember No.: 32\n\n${STORY}\n\n--------------------\nTick.`,
  ],
])('a post of %s is told from what stands round it', (_, text) => {
  const copy = read(text)
  expect(copy?.posts).toMatchObject([{ author: 'ines', date: '2008-03-04' }])
  const lines = text.split('\n').filter((line, at) => line !== '' && !copy?.furniture.has(at))
  expect(lines.filter((line) => line !== 'Clocks').join('\n\n')).toBe(STORY)
})

test.each([
  'Title: Clocks\nAuthor: ines\nPosted: 4 March 2008\n\nThe clock struck thirteen.',
  'Posted on March 4, 2008 at 9:12 pm\n\nThe clock struck thirteen.',
  'The note said only: 03-04-2008, 09:12 PM\n\nPosts: none standing.',
])('%j is no thread', (text) => {
  expect(read(text)).toBeNull()
})

test('a thread’s subject loses what it says of its newest chapter', () => {
  expect(readThreadSubject('Clocks (PG-13, Ines/Dace) - Ch. 3 up 4/2')).toMatchObject({
    title: 'Clocks',
    ratings: ['PG-13'],
    relationships: ['Ines/Dace'],
  })
  expect(readThreadSubject('Re: Clocks - chapter 2')).toMatchObject({ title: 'Clocks', part: 2 })
})

test('posts never overlap, and stand between the forum’s lines', () => {
  const line = fc.constantFrom(
    'ines',
    'Posts: 3',
    'Joined: 12 Jan 2006',
    'Posted: Tue Mar 4, 2008 9:12 pm',
    'by ines » Tue Mar 04, 2008 9:12 pm',
    '« on: March 04, 2008, 09:12:44 PM »',
    '______________',
    'It rained.',
    '',
    'Top',
    'Re: Clocks',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      let end = 0
      for (const { from, to } of readForumCopy(lines)?.posts ?? []) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThanOrEqual(from)
        end = to
      }
    }),
  )
})
