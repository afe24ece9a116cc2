import { expect, test } from 'vitest'
import { readCast } from './relationships.ts'

const pairs = (value: string) => readCast(value, 'relationships').relationships.map((pair) => pair.value)

test.each([
  ['Jack/Ianto', ['Jack/Ianto']],
  ['J/I', ['J/I']],
  ['Janto', ['Janto']],
  ['Jack Harkness x Ianto Jones', ['Jack Harkness/Ianto Jones']],
  ['JackxIanto', ['Jack/Ianto']],
  ['Jack + Ianto', ['Jack/Ianto']],
  ['Jack & Ianto (friendship)', ['Jack & Ianto']],
  ['Jack/Ianto friendship', ['Jack & Ianto']],
  ['implied Jack/Ianto, past Jack/Gwen', ['Jack/Ianto', 'Jack/Gwen']],
  ['Jack/Ianto with a side of Gwen/Rhys', ['Jack/Ianto', 'Gwen/Rhys']],
  ['Jack/Ianto/Gwen', ['Jack/Ianto/Gwen']],
  ['James "Bucky" Barnes/Steve Rogers', ['James "Bucky" Barnes/Steve Rogers']],
  ['Obi-Wan/Qui-Gon', ['Obi-Wan/Qui-Gon']],
  ['None really, unless you squint and see Jack/Ianto', ['Jack/Ianto']],
  ['Marian/Robin, sort of', ['Marian/Robin']],
  ['none', []],
  ['m/m', []],
  ['H/C', []],
  ["Hornblower/Kennedy if you're sad enough; otherwise gen", ['Hornblower/Kennedy']],
  ['Blackbeard | Edward Teach/Stede Bonnet', ['Blackbeard | Edward Teach/Stede Bonnet']],
  ['Jack/Ianto | Gwen/Rhys', ['Jack/Ianto', 'Gwen/Rhys']],
  ['Ekko/Jinx (Arcane)', ['Ekko/Jinx (Arcane)']],
  ['Peter Parker & Matt Murdock (Marvel 1610)', ['Peter Parker & Matt Murdock (Marvel 1610)']],
  ['Ekko (Arcane)/Jinx (League of Legends)', ['Ekko (Arcane)/Jinx (League of Legends)']],
  ['Jack/Ianto (UST), Gwen/Rhys (Established)', ['Jack/Ianto', 'Gwen/Rhys']],
  ['Jack/Ianto (PG-13)', ['Jack/Ianto']],
  ['Jack/Ianto (past Jack/Gwen)', ['Jack/Ianto', 'Jack/Gwen']],
])('the pairing %j gives %j', (value, expected) => {
  expect(pairs(value)).toEqual(expected)
})

test('a combined field parts pairs from characters', () => {
  const cast = readCast('Jack, Ianto; Jack/Ianto', 'both')
  expect(cast.relationships.map((pair) => pair.value)).toEqual(['Jack/Ianto'])
  expect(cast.characters.map((name) => name.value)).toEqual(['Jack', 'Ianto'])
})

test('each bracket of a FanFiction.net cast is one pairing and every name a character', () => {
  const cast = readCast('[Caspian X, Lucy P.] Edmund P., Peter P.', 'characters')
  expect(cast.relationships.map((pair) => pair.value)).toEqual(['Caspian X/Lucy P.'])
  expect(cast.characters.map((name) => name.value)).toEqual(['Caspian X', 'Lucy P.', 'Edmund P.', 'Peter P.'])
})

test('no pairing makes the story gen and a category word makes its category', () => {
  expect(readCast('none', 'relationships')).toMatchObject({ none: true, categories: ['gen'] })
  expect(readCast('Het, Mulder/Scully', 'relationships').categories).toEqual(['f/m'])
})

test('the words as written are kept beside the value', () => {
  expect(readCast('Jack & Ianto (friendship)', 'relationships').relationships[0]?.raw).toBe(
    'Jack & Ianto (friendship)',
  )
})

test.each([
  ['Sam, Dean (gen)', ['Sam', 'Dean']],
  ['Neville, Trevor (the toad)', ['Neville', 'Trevor']],
  ['Jack Harkness (Torchwood)', ['Jack Harkness (Torchwood)']],
  ['Blackbeard | Edward Teach, Stede Bonnet', ['Blackbeard | Edward Teach', 'Stede Bonnet']],
  ['Holmes | Watson', ['Holmes', 'Watson']],
])('the characters %j are %j', (value, expected) => {
  expect(readCast(value, 'characters').characters.map((character) => character.value)).toEqual(expected)
})
