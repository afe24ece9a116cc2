import { expect, test } from 'vitest'
import { readChatText } from './chat-copy.ts'
import { readMemeText } from './meme-copy.ts'

const words = (count: number) => Array.from({ length: count }, (_, nth) => `word${nth}`).join(' ')
const comment = (subject: string, poster: string, text: string) =>
  `${subject}\n${poster}\n2010-09-03 09:30 pm (UTC)\n\n${text}\n\n(Reply) (Thread)\n`

test('the parts of a fill are chapters, and what others say is left out', () => {
  const read = readMemeText(
    [
      'Some Kink Meme\n',
      comment('PROMPT: a chair', '(Anonymous)', words(50)),
      comment('FILL: The Chair [1/2]', '(Anonymous)', `first ${words(60)}`),
      comment('Re: FILL: The Chair [1/2]', '(Anonymous)', `thanks ${words(60)}`),
      comment('Re: FILL: The Chair [2/2]', '(Anonymous)', `second ${words(60)}`),
    ].join('\n'),
  )
  expect(read?.text).toContain('first')
  expect(read?.text).toContain('second')
  expect(read?.text).not.toMatch(/thanks|PROMPT|Kink/)
  expect(read?.known.map(({ field, value }) => [field, value])).toEqual([
    ['title', 'The Chair'],
    ['published', '2010-09-03'],
    ['status', 'complete'],
  ])
})

test('comments below an entry are no fill', () => {
  const entry = `The Chair\n\n${words(400)}\n\n`
  expect(readMemeText(entry + comment('Re: fill', 'wren', words(60)))).toBeNull()
  expect(readMemeText(comment('I loved this', 'wren', words(60)))).toBeNull()
})

test('a story told in messages keeps its heads; a story in one message loses them', () => {
  const message = (name: string, text: string) => `${name} — Today at 9:41 PM\n${text}\n`
  expect(readChatText([1, 2, 3].map((nth) => message(`v${nth}`, words(20))).join('\n'))).toBeNull()
  const read = readChatText(message('wren', words(200)) + message('tern', 'omg'))
  expect(read?.text).not.toMatch(/omg|Today/)
  expect(readChatText(`${words(30)}\n\n`.repeat(5) + message('wren', words(200)))).toBeNull()
})
