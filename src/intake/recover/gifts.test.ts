import { expect, test } from 'vitest'
import { namesInNote, namesOfDedication, readGift } from './gifts.ts'
import { readSeries } from './series.ts'

test.each([
  ['Tara, Deb, this one’s for you...', ['Tara', 'Deb']],
  ['For M., who asked.', ['M.']],
  ['For Jenny, who wanted rain.', ['Jenny']],
  ['This is for Jane and Lizzy, because of the ribbon.', ['Jane', 'Lizzy']],
  ['For the first time in years, it rained.', []],
  ['For a moment nobody spoke.', []],
  ['for @stonesandsalt who wanted a lighthouse', ['stonesandsalt']],
  ['for @tidepool and @gullfeather!', ['tidepool', 'gullfeather']],
])('the dedication %j names %j', (text, names) => {
  expect(namesOfDedication(text)).toEqual(names)
})

test('a challenge is no person, but a person in an exchange is', () => {
  expect(readGift('the round_table "bread" challenge')).toEqual({ names: [], isEvent: true })
  expect(readGift('Agnes in the Yuletide exchange').names).toEqual(['Agnes'])
})

test('a note names people it is for and no prompts', () => {
  expect(namesInNote('For Oma, who liked museums. I wrote this on the train.')).toEqual(['Oma'])
  expect(namesInNote('For the prompt "bread" at round_table.')).toEqual([])
})

test.each([
  ['for saltlines, who has the flu. Feel better, bb!', ['saltlines']],
  ['GO PLAY IT. dedicated to moogle-chan cos it was her idea', ['moogle-chan']],
  ['It stands alone. Written for nightmail in the Stoker Secret Santa, who asked for snow.', ['nightmail']],
  ['For everyone who asked. This is for those who waited.', []],
  ['He did it for money, because money talks.', []],
])('the note %j gives to %j', (text, names) => {
  expect(namesInNote(text)).toEqual(names)
})

test.each([
  ['Part 3 of Games for Patient Men', 'Games for Patient Men', 3],
  ['Hanna and Wick Go to Town [2]', 'Hanna and Wick Go to Town', 2],
  ['Weather (part 2)', 'Weather', 2],
  ['Weather #4', 'Weather', 4],
  ['3rd in the Weather series', 'Weather', 3],
  ['sequel to Rain', 'Rain', null],
  ["Part 2 of The Revenge's Lending Policy", "The Revenge's Lending Policy", 2],
  ['Part 2 of the Weather series', 'Weather', 2],
])('the series %j is %j, %j', (value, name, position) => {
  expect(readSeries(value)).toEqual([{ name, position }])
})

test('no series is none', () => {
  expect(readSeries('none')).toEqual([])
  expect(readSeries('Season 1')).toEqual([])
})
