/** Every container Fanfold opens, the surest first. A new one is a file beside this and a line here. */
import type { ContainerFormat } from './container.ts'
import { eml } from './eml.ts'
import { mbox } from './mbox.ts'
import { sqlDump } from './sql-dump.ts'
import { zip } from './zip.ts'

export const CONTAINERS: readonly ContainerFormat[] = [mbox, eml, zip, sqlDump]
