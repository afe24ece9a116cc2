/** Every container Fanfold opens, the surest first. A new one is a file beside this and a line here. */
import type { ContainerFormat } from './container.ts'

export const CONTAINERS: readonly ContainerFormat[] = []
