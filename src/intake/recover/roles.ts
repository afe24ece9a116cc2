/** What each block of a document became: exactly one thing, and none lost. */

export type Role = 'story' | 'header' | 'heading' | 'notesBefore' | 'notesAfter' | 'furniture'

export interface Roles {
  of(block: number): Role
  set(block: number, role: Role): void
  /** Sets a run of blocks, end exclusive. */
  fill(from: number, to: number, role: Role): void
  /** Blocks of `[from, to)` that are story. */
  story(from: number, to: number): number[]
}

/** Everything is story until a rule says otherwise. */
export function newRoles(blocks: number): Roles {
  const roles: Role[] = new Array<Role>(blocks).fill('story')
  return {
    of: (block) => roles[block] ?? 'story',
    set: (block, role) => {
      roles[block] = role
    },
    fill: (from, to, role) => {
      roles.fill(role, from, to)
    },
    story: (from, to) => {
      const found: number[] = []
      for (let block = from; block < to; block++) if (roles[block] === 'story') found.push(block)
      return found
    },
  }
}
