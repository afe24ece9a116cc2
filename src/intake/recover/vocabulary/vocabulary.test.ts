import { expect, test } from 'vitest'
import { categoriesInText, readCategories, saysNoPairing } from './categories.ts'
import { isDateAlone, readDate } from './dates.ts'
import { ffnGenres, gossamerCodes, splitTags } from './genres.ts'
import { readLanguage } from './languages.ts'
import { anyNumber, partNumberIn, readWordCount, romanNumber } from './numbers.ts'
import { isRatingAlone, readRating } from './ratings.ts'
import { readStatus, statusOfParts } from './statuses.ts'
import { readWarnings } from './warnings.ts'

test.each([
  ['T', 'teen'],
  ['PG-13 for language', 'teen'],
  ['Really PG', 'general'],
  ['Romance', null],
  ['PG-13 to R', 'mature'],
  ['R/NC-17', 'explicit'],
  ['T (M for chapter 4)', 'mature'],
  ['Fiction Rated: K+', 'general'],
  ['M', 'mature'],
  ['MA', 'explicit'],
  ['E', 'explicit'],
  ['E for Everyone', 'general'],
  ['FRT', 'teen'],
  ['P16', 'mature'],
  ['Giallo', 'teen'],
  ['12A', 'teen'],
  ['Teen And Up Audiences', 'teen'],
  ['PG13, maybe R', 'mature'],
  ['T for Torchwood', 'teen'],
  ['Harmless', null],
  ['None', 'not-rated'],
  ['?', 'not-rated'],
])('the rating %j is %j', (value, rating) => {
  expect(readRating(value)).toBe(rating)
})

test('a rating alone is told from a code, a number and a word', () => {
  expect(['PG-13', 'NC-17', 'R', 'PG/PG-13', 'Teen'].every(isRatingAlone)).toBe(true)
  expect(['1/3', '12', 'Gen', 'Jack/Ianto', 'Lemon', 'none'].some(isRatingAlone)).toBe(false)
})

test.each([
  ['None that I can think of.', ['none-apply']],
  ['No Archive Warnings Apply', ['none-apply']],
  ['Creator Chose Not To Use Archive Warnings', ['chose-not']],
  ['highlight to read:', ['chose-not']],
  ['Graphic Depictions Of Violence, Major Character Death', ['graphic-violence', 'major-character-death']],
  ['Rape/Non-Con', ['non-con']],
  ['no character death', ['no character death']],
  ['minor character death', ['minor character death']],
  ['dub-con, violence', ['dub-con', 'violence']],
  ['None (except fluff)', ['None (except fluff)']],
  [
    'language and boy-kissing, but if that offends you, you picked the wrong fandom.',
    ['language and boy-kissing, but if that offends you, you picked the wrong fandom.'],
  ],
  [
    'Character death. Seriously, I cried while writing it.',
    ['Character death. Seriously, I cried while writing it.', 'major-character-death'],
  ],
])('the warnings %j are %j', (value, warnings) => {
  expect(readWarnings(value)).toEqual(warnings)
})

test('a category is read only where every piece is one', () => {
  expect(readCategories('Slash')).toEqual(['m/m'])
  expect(readCategories('M/M, Gen')).toEqual(['m/m', 'gen'])
  expect(readCategories('Torchwood')).toBeNull()
  expect(readCategories('слэш')).toEqual(['m/m'])
})

test('a sentence supports a category unless it denies it', () => {
  expect(categoriesInText('language and boy-kissing')).toEqual(['m/m'])
  expect(categoriesInText('femslash, swearing')).toEqual(['f/f'])
  expect(categoriesInText('no slash here')).toEqual([])
})

test('"none" under a pairing is told from a name', () => {
  expect(['none', 'Gen', 'n/a', 'no pairings', 'keins', 'None, gen'].every(saysNoPairing)).toBe(true)
  expect(['Nonette/Gerard', 'General Hux/Ren'].some(saysNoPairing)).toBe(false)
})

test.each([
  ['Complete', 'complete'],
  ['WIP', 'in-progress'],
  ['3/3', 'complete'],
  ['3/5', 'in-progress'],
  ['1/?', 'in-progress'],
  ['One-shot, may be continued', 'complete'],
  ['On hiatus', 'abandoned'],
  ['Complete in 3 parts', 'complete'],
  ['en cours', 'in-progress'],
  ['завершён', 'complete'],
  ['blue', null],
])('the status %j is %j', (value, status) => {
  expect(readStatus(value, 'Status')).toBe(status)
})

test('yes and no mean what the label asks', () => {
  expect(readStatus('Yes', 'Complete')).toBe('complete')
  expect(readStatus('No', 'Complete?')).toBe('in-progress')
  expect(readStatus('Yes', 'WIP')).toBe('in-progress')
  expect(statusOfParts('12/24/03')).toBeNull()
})

test.each([
  ['~1130 words', 1130],
  ['ca. 190', 190],
  ['1,200', 1200],
  ['1.200', 1200],
  ['1 200', 1200],
  ['120ish', 120],
  ['1.2k', 1200],
  ['drabble', 100],
  ['1 page, 140 words', 140],
  ['approx. 12 KB', null],
  ['3 pages', null],
])('the length %j is %j words', (value, words) => {
  expect(readWordCount(value)).toBe(words)
})

test.each([
  ['2008-06-05', '2008-06-05'],
  ['24/12/03', '2003-12-24'],
  ['14 Mar 1998', '1998-03-14'],
  ['Aug. 29th, 2017', '2017-08-29'],
  ['5 June 2009', '2009-06-05'],
  ['June 2009', '2009-06'],
  ['1262304000', '2010-01-01'],
  ['31 February 2009', '2009-02'],
  ['soon', null],
])('the date %j is %j', (value, date) => {
  expect(readDate(value)?.date ?? null).toBe(date)
})

test('a date with two readings keeps both', () => {
  expect(readDate('03/04/05')).toEqual({ date: '2005-03-04', alternative: '2005-04-03' })
  expect(isDateAlone('Tuesday, 14 March 1998')).toBe(true)
  expect(isDateAlone('It was 14 March 1998 and raining')).toBe(false)
})

test('a slash parts genres but not a phrase that is one', () => {
  expect(splitTags('Slash, AU, angst', 'Genre')).toEqual(['Slash', 'AU', 'angst'])
  expect(splitTags('Hurt/Comfort/Angst', 'Genre')).toEqual(['Hurt/Comfort', 'Angst'])
  expect(splitTags('Friends to Lovers/Enemies', 'Additional Tags')).toEqual(['Friends to Lovers/Enemies'])
  expect(splitTags('angst and fluff', 'Genre')).toEqual(['angst', 'fluff'])
})

test('genre codes are read as codes', () => {
  expect(gossamerCodes('SRA')).toEqual(['Story', 'Romance', 'Angst'])
  expect(gossamerCodes('Angst')).toBeNull()
  expect(ffnGenres('Fantasy/Humor')).toEqual(['Fantasy', 'Humor'])
  expect(ffnGenres('Wick, Hanna')).toBeNull()
})

test('part numbers are read in every form', () => {
  expect(partNumberIn('Title (1/3)')).toMatchObject({ part: 1, of: 3 })
  expect(partNumberIn('Part Two of Five')).toMatchObject({ part: 2, of: 5 })
  expect(partNumberIn('x 1/?')).toMatchObject({ part: 1, of: null })
  expect(partNumberIn('12/24/03')).toBeNull()
  expect(['2', 'II', 'two', '2nd', 'second'].map(anyNumber)).toEqual([2, 2, 2, 2, 2])
  expect(romanNumber('IIX')).toBeNull()
})

test('languages are read by name and code', () => {
  expect(['English', 'Deutsch', 'Português brasileiro', 'en-us'].map(readLanguage)).toEqual([
    'en',
    'de',
    'pt-BR',
    'en-US',
  ])
  expect(readLanguage('Elbonian')).toBeNull()
})
