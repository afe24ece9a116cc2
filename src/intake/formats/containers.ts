/** Every container Fanfold opens, the surest first. A new one is a file beside this and a line here. */
import { automatedArchive } from './automated-archive.ts'
import type { ContainerFormat } from './container.ts'
import { eml } from './eml.ts'
import { gzip } from './gzip.ts'
import { mbox } from './mbox.ts'
import { openDoorsCsv } from './open-doors-csv.ts'
import { openDoorsJson } from './open-doors-json.ts'
import { sqlDump } from './sql-dump.ts'
import { tar } from './tar.ts'
import { zip } from './zip.ts'

export const CONTAINERS: readonly ContainerFormat[] = [
  mbox,
  eml,
  zip,
  tar,
  sqlDump,
  automatedArchive,
  openDoorsJson,
  openDoorsCsv,
  gzip,
]
