/** Dumps of tables as programs write them, byte for byte in their manner. */

export type Cell = string | number | null

export interface DumpTable {
  name: string
  /** Column definitions by name: `int(11) NOT NULL`. */
  columns: Record<string, string>
  rows: Cell[][]
}

export type Dialect = 'mysqldump' | 'phpmyadmin' | 'sequel-pro' | 'efiction-backup'

export const DIALECTS: readonly Dialect[] = ['mysqldump', 'phpmyadmin', 'sequel-pro', 'efiction-backup']

/** What mysql_real_escape_string does. */
function escaped(text: string): string {
  return text.replace(/[\0\n\r\\'"\x1a]/g, (sign) => `\\${ESCAPED[sign] ?? sign}`)
}

const ESCAPED: Record<string, string> = { '\0': '0', '\n': 'n', '\r': 'r', '\x1a': 'Z' }

const CELLS: Record<Dialect, (cell: Cell) => string> = {
  mysqldump: (cell) => (cell === null ? 'NULL' : typeof cell === 'number' ? `${cell}` : `'${escaped(cell)}'`),
  // phpMyAdmin doubles the single quote and leaves the double one.
  phpmyadmin: (cell) =>
    cell === null
      ? 'NULL'
      : typeof cell === 'number'
        ? `${cell}`
        : `'${escaped(cell).replaceAll("\\'", "''").replaceAll('\\"', '"')}'`,
  'sequel-pro': (cell) =>
    cell === null ? 'NULL' : typeof cell === 'number' ? `${cell}` : `'${escaped(cell)}'`,
  'efiction-backup': (cell) => (cell === null ? '""' : `"${escaped(String(cell))}"`),
}

const keyOf = (table: DumpTable) => Object.keys(table.columns)[0] as string
const listOf = (table: DumpTable) =>
  Object.keys(table.columns)
    .map((name) => `\`${name}\``)
    .join(', ')

function definition(table: DumpTable, end: string): string {
  const columns = Object.entries(table.columns).map(([name, type]) => `  \`${name}\` ${type},`)
  return `CREATE TABLE \`${table.name}\` (\n${columns.join('\n')}\n  PRIMARY KEY (\`${keyOf(table)}\`),\n  KEY \`by_${keyOf(table)}\` (\`${keyOf(table)}\`(10))\n) ${end};\n`
}

const WRITERS: Record<Dialect, (tables: DumpTable[]) => string> = {
  mysqldump(tables) {
    const head = `-- MySQL dump 10.13  Distrib 5.5.62, for debian-linux-gnu (x86_64)\n--\n-- Host: localhost    Database: archive\n-- ------------------------------------------------------\n-- Server version\t5.5.62-0+deb8u1\n\n/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8 */;\n/*!40103 SET TIME_ZONE='+00:00' */;\n\n`
    return (
      head +
      tables
        .map((table) => {
          const rows = table.rows.map((row) => `(${row.map(CELLS.mysqldump).join(',')})`).join(',')
          const insert = rows === '' ? '' : `INSERT INTO \`${table.name}\` VALUES ${rows};\n`
          return `--\n-- Table structure for table \`${table.name}\`\n--\n\nDROP TABLE IF EXISTS \`${table.name}\`;\n/*!40101 SET @saved_cs_client     = @@character_set_client */;\n/*!40101 SET character_set_client = utf8 */;\n${definition(table, 'ENGINE=MyISAM AUTO_INCREMENT=99 DEFAULT CHARSET=latin1')}/*!40101 SET character_set_client = @saved_cs_client */;\n\n--\n-- Dumping data for table \`${table.name}\`\n--\n\nLOCK TABLES \`${table.name}\` WRITE;\n/*!40000 ALTER TABLE \`${table.name}\` DISABLE KEYS */;\n${insert}/*!40000 ALTER TABLE \`${table.name}\` ENABLE KEYS */;\nUNLOCK TABLES;\n`
        })
        .join('\n') +
      `\nDELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN\n  INSERT INTO stories VALUES (1,'never');\nEND */;;\nDELIMITER ;\n\n-- Dump completed on 2016-05-01 12:00:00\n`
    )
  },
  phpmyadmin(tables) {
    const head = `-- phpMyAdmin SQL Dump\n-- version 4.0.10\n-- http://www.phpmyadmin.net\n--\n-- Host: localhost:3306\n-- Generation Time: May 01, 2016 at 12:00 PM\n\nSET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\nSET time_zone = "+00:00";\n\n/*!40101 SET NAMES utf8 */;\n\n--\n-- Database: \`archive\`\n--\n`
    return (
      head +
      tables
        .map((table) => {
          const rows = table.rows.map((row) => `(${row.map(CELLS.phpmyadmin).join(', ')})`).join(',\n')
          const insert =
            rows === '' ? '' : `INSERT INTO \`${table.name}\` (${listOf(table)}) VALUES\n${rows};\n`
          return `\n-- --------------------------------------------------------\n\n--\n-- Table structure for table \`${table.name}\`\n--\n\n${definition(table, 'ENGINE=MyISAM  DEFAULT CHARSET=latin1 AUTO_INCREMENT=99').replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS')}\n--\n-- Dumping data for table \`${table.name}\`\n--\n\n${insert}`
        })
        .join('')
    )
  },
  'sequel-pro'(tables) {
    const head = `# ************************************************************\n# Sequel Pro SQL dump\n# Version 4541\n#\n# Database: archive\n# ************************************************************\n\n\n/*!40101 SET NAMES utf8 */;\n\nCREATE DATABASE archive_copy;\nUSE archive_copy;\n\n`
    return (
      head +
      tables
        .map((table) => {
          const rows = table.rows.map((row) => `\t(${row.map(CELLS['sequel-pro']).join(',')})`).join(',\n')
          const insert =
            rows === '' ? '' : `INSERT INTO \`${table.name}\` (${listOf(table)})\nVALUES\n${rows};\n`
          return `# Dump of table ${table.name}\n# ------------------------------------------------------------\n\nDROP TABLE IF EXISTS \`${table.name}\`;\n\n${definition(table, 'ENGINE=MyISAM DEFAULT CHARSET=latin1')}\nLOCK TABLES \`${table.name}\` WRITE;\n/*!40000 ALTER TABLE \`${table.name}\` DISABLE KEYS */;\n\n${insert}\n/*!40000 ALTER TABLE \`${table.name}\` ENABLE KEYS */;\nUNLOCK TABLES;\n\n\n`
        })
        .join('')
    )
  },
  'efiction-backup'(tables) {
    return tables
      .map((table) => {
        const rows = table.rows.map(
          (row) => `INSERT INTO ${table.name} VALUES(${row.map(CELLS['efiction-backup']).join(', ')});\r\n`,
        )
        return `# Dump of ${table.name} \r\n# Dump DATE : 01-May-2016\r\n\r\n${rows.join('')}\r\n\r\n\r\n`
      })
      .join('')
  },
}

/** @returns the dump's text; what it is encoded in is the caller's to choose. */
export function sqlDump(dialect: Dialect, tables: DumpTable[]): string {
  return WRITERS[dialect](tables)
}
