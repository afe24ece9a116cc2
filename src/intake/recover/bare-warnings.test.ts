import { expect, test } from 'vitest'
import { areBareWarnings, bareWarning } from './bare-warnings.ts'

test.each<[string, string[]]>([
  ['Warnings for violence and character death', ['violence', 'major-character-death']],
  ['Warning for one (1) swear.', ['one (1) swear']],
  ['No warnings apply.', ['none-apply']],
  ['Spoilers through season 2', []],
  ['Minor spoilers for 3x07', []],
])('%j warns of %j', (line, warnings) => {
  expect(bareWarning(line)?.warnings).toEqual(warnings)
})

test.each([
  'Warnings for the fleet came at dawn, and nobody in the harbour read them.',
  'The warning came too late.',
  'Spoilers went out of fashion with the cars that wore them.',
  'No warning was given.',
])('%j warns of nothing', (line) => {
  expect(bareWarning(line)).toBeNull()
})

test('a paragraph counts where each of its lines is one', () => {
  expect(areBareWarnings('Warnings for blood\nSpoilers up to the flood')).toBe(true)
  expect(areBareWarnings('Warnings for blood\nThe mill turned.')).toBe(false)
})
