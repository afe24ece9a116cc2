import { expect, test } from 'vitest'
import { noteFeatures } from './note-score.ts'

test.each([
  'Thank-yous to Pim and the Tuesday chat, for the knots.',
  'Many thanks to my lovely Wren for the ropes!',
  'Merci à Gudule pour la relecture.',
  'Vielen Dank an Moewe für die Seile.',
  'Grazie mille a Bianca per il betaggio.',
  'Спасибо Чайке за терпение.',
])('"%s" talks of the story', (text) => {
  expect(noteFeatures(text).isFanTalk).toBe(true)
  expect(noteFeatures(text).score).toBeGreaterThan(0)
})

test.each([
  'Thanks to Ifan the whole quay was under water by noon.',
  'Thanks to Jack, they had nowhere left to go.',
  '— Merci à Dieu, dit le passeur.',
  '"Thanks to Wren for that," said the boy.',
])('"%s" is told', (text) => {
  expect(noteFeatures(text).score).toBeLessThan(0.5)
})
