import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, DIALECTS, type Dialect, sqlDump } from '../../../../test/builders/sql-dump.ts'
import { type SqlEvent, SqlReader } from './read-sql.ts'

function read(dump: string, chunk = dump.length): SqlEvent[] {
  const reader = new SqlReader()
  const events: SqlEvent[] = []
  for (let at = 0; at < dump.length; at += chunk) events.push(...reader.push(dump.slice(at, at + chunk)))
  return [...events, ...reader.end()]
}

const rowsOf = (events: SqlEvent[]) => events.flatMap((event) => (event.kind === 'row' ? [event] : []))
const valuesOf = (dump: string) => rowsOf(read(dump)).map(({ values }) => values)
const damageIn = (events: SqlEvent[]) => events.filter(({ kind }) => kind === 'damage').length

const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const NASTY = [
  "');",
  '--',
  '/*',
  '*/',
  '#',
  ';',
  "\nINSERT INTO `x` VALUES (1,'no');",
  '\n(',
  '\\',
  "'",
  '"',
  "''",
  '\r\n',
  '\\r\\n',
  'é',
  '“',
  '\0',
  '\x1a',
  '%',
  '_',
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 12 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''))
const cell = fc.oneof(text, text, fc.integer({ min: -9, max: 2_000_000_000 }), fc.constant(null))
const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    name: fc.constantFrom('fanfiction_stories', 'h9_fanfiction_chapters', 'Authors', 'tabelle-1'),
    columns: fc.constant(
      Object.fromEntries(
        ['sid', 'title', 'key', 'Summary', 'primary']
          .slice(0, width)
          .map((name) => [name, "varchar(20) DEFAULT ','"]),
      ),
    ),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
  }),
)

/** What is left of a cell in a dump that knows neither numbers nor NULL. */
const asRead = (dialect: Dialect) => (value: Cell) => {
  if (value === null) return dialect === 'efiction-backup' ? '' : null
  return bytes(String(value))
}

test.each(DIALECTS)('any rows written as %s does come back the same, however the dump is cut', (dialect) => {
  const tables = fc.array(
    dialect === 'efiction-backup' ? table.filter(({ name }) => name !== 'tabelle-1') : table,
    {
      maxLength: 3,
    },
  )
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 400 }), (tables, chunk) => {
      const events = read(bytes(sqlDump(dialect, tables)), chunk)
      const expected = tables.flatMap(({ rows }) => rows.map((row) => row.map(asRead(dialect))))
      expect(rowsOf(events).map(({ values }) => values)).toEqual(expected)
      expect(damageIn(events)).toBe(0)
      if (dialect === 'efiction-backup') return
      expect(events.flatMap((event) => (event.kind === 'table' ? [event.columns] : []))).toEqual(
        tables.map(({ columns }) => Object.keys(columns).map((name) => name.toLowerCase())),
      )
    }),
    { numRuns: 150 },
  )
})

test('introducers, hexadecimal digits, strings side by side, calls and signed numbers are values', () => {
  expect(
    valuesOf(
      "INSERT INTO t VALUES (_utf8'a', x'4a4B', 0x4A, 'a' 'b', NOW(), -1.5e3, N'c', _binary 0x41, TRUE)",
    ),
  ).toEqual([['a', 'JK', 'J', 'ab', null, '-1.5e3', 'c', 'A', '1']])
})

test('a list of columns, REPLACE, IGNORE, a database and a clause behind the rows are understood', () => {
  const [row] = rowsOf(
    read(
      "REPLACE LOW_PRIORITY INTO `a`.`t`(`x`, y) VALUES (1, 'z') ON DUPLICATE KEY UPDATE x='(9)'; INSERT IGNORE INTO u VALUE (2);",
    ),
  )
  expect(row).toMatchObject({ table: 'a.t', columns: ['x', 'y'], values: ['1', 'z'] })
})

test('rows after USE belong to that database', () => {
  expect(rowsOf(read('USE `old`;\nINSERT INTO t VALUES (1);'))[0]?.table).toBe('old.t')
})

test('INSERT … SELECT, other statements and comments give no rows', () => {
  expect(
    valuesOf(
      "-- (1)\n#(2)\n/* (3) */ INSERT INTO t SELECT * FROM u WHERE a IN (4); UPDATE t SET a='(5);' ; SELECT (6);",
    ),
  ).toEqual([])
})

test('after a damaged row reading goes on at the next one', () => {
  const events = read("INSERT INTO t VALUES\n(1,'a'),\n(2,'b' c),\n(3,'d');\nINSERT INTO t VALUES (4,'e');")
  expect(rowsOf(events).map(({ values }) => values[0])).toEqual(['1', '3', '4'])
  expect(damageIn(events)).toBe(1)
})

test('of a dump that was cut off all whole rows are read', () => {
  const events = read("INSERT INTO t VALUES (1,'a'),(2,'b'),(3,'never en")
  expect(rowsOf(events)).toHaveLength(2)
  expect(damageIn(events)).toBe(1)
})

test('what the connection speaks is told', () => {
  expect(read('/*!40101 SET NAMES cp1251 */;\nSET NAMES latin2;')).toEqual([
    { kind: 'charset', charset: 'cp1251' },
    { kind: 'charset', charset: 'latin2' },
  ])
})

test('changed dumps neither hang nor throw', () => {
  const dump = bytes(
    sqlDump('mysqldump', [
      {
        name: 'stories',
        columns: { sid: 'int', title: 'text' },
        rows: [
          [1, "it's"],
          [2, 'a;b(c--"'],
        ],
      },
    ]),
  )
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.nat(dump.length), fc.constantFrom("'", '"', '(', ')', '`', '\\', '/*', '', '\n', ';')),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      fc.integer({ min: 1, max: 90 }),
      (changes, chunk) => {
        let changed = dump
        for (const [at, put] of changes) changed = changed.slice(0, at) + put + changed.slice(at + 2)
        read(changed, chunk)
      },
    ),
    { numRuns: 400 },
  )
})
