/**
 * What the matches of a pattern begin with, read off the pattern itself. A list of two hundred phrases tried at every letter
 * of a book costs more than all else; their beginnings can be looked for together, in one walk through the text, and the
 * pattern is then asked only where it may have something to say.
 */

/** Longer beginnings tell no more. */
const LONGEST = 16
/** Of one pattern; beyond this they are cut where they stand. */
const MOST = 2000

/** Begun: what is said so far. Ended: where something follows that is not one letter. */
interface Beginning {
  text: string
  ended: boolean
}

/**
 * @returns in lower case; every match of the pattern begins with one of them, whatever its flags. '' among them: a match may
 * begin with anything. Reads the syntax our word lists use: letters, groups, choices, repetitions, classes, look-arounds.
 */
export function beginningsOf(pattern: RegExp): string[] {
  const reader = new PatternReader(pattern.source)
  return [...new Set(reader.choices().map(({ text }) => text))]
}

class PatternReader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  /** Alternatives up to the group's end or the pattern's. */
  choices(): Beginning[] {
    const found: Beginning[] = []
    do found.push(...this.#sequence())
    while (this.#takes('|'))
    return found
  }

  #sequence(): Beginning[] {
    let sofar: Beginning[] = [{ text: '', ended: false }]
    while (this.#at < this.#source.length && !'|)'.includes(this.#peek())) {
      const term = this.#term()
      const repeat = this.#repetition()
      const next = term === null ? sofar : joined(sofar, repeat.many ? term.map(ended) : term)
      sofar = repeat.none && term !== null ? distinct([...sofar, ...next]) : next
    }
    return sofar
  }

  /** @returns what the next term may begin with; null where it takes no letter. */
  #term(): Beginning[] | null {
    if (this.#takes('(')) return this.#group()
    if (this.#takes('[')) return this.#class()
    if (this.#takes('^') || this.#takes('$')) return null
    if (this.#takes('.')) return ANYTHING
    if (this.#takes('\\')) return this.#escaped()
    return letter(this.#next())
  }

  #group(): Beginning[] | null {
    const isLook = /^\?<?[=!]/.test(this.#source.slice(this.#at, this.#at + 3))
    const opening = /^(?:\?(?::|<?[=!]|<\w+>))?/.exec(this.#source.slice(this.#at)) as RegExpExecArray
    this.#at += opening[0].length
    const inside = this.choices()
    this.#takes(')')
    return isLook ? null : inside
  }

  #class(): Beginning[] {
    while (this.#peek() !== ']') if (this.#next() === '\\') this.#next()
    this.#next()
    return ANYTHING
  }

  #escaped(): Beginning[] | null {
    const sign = this.#next()
    if (sign === 'b' || sign === 'B') return null
    if (/[pPuxk]/.test(sign) && this.#takes('{')) while (this.#next() !== '}');
    return /[\p{L}\d]/u.test(sign) ? ANYTHING : letter(sign)
  }

  #repetition(): { none: boolean; many: boolean } {
    const match = /^(?:[?*+]|\{(\d+)(,?\d*)\})\??/.exec(this.#source.slice(this.#at, this.#at + 12))
    if (!match) return { none: false, many: false }
    this.#at += match[0].length
    return { none: /^[?*]/.test(match[0]) || match[1] === '0', many: !match[0].startsWith('?') }
  }

  #peek(): string {
    return this.#source.charAt(this.#at)
  }

  #next(): string {
    return this.#source.charAt(this.#at++)
  }

  #takes(sign: string): boolean {
    if (this.#peek() !== sign) return false
    this.#at++
    return true
  }
}

const ANYTHING: Beginning[] = [{ text: '', ended: true }]

const letter = (sign: string): Beginning[] => [{ text: sign.toLowerCase(), ended: false }]
const ended = ({ text }: Beginning): Beginning => ({ text, ended: true })

function joined(sofar: Beginning[], term: Beginning[]): Beginning[] {
  if (sofar.length * term.length > MOST) return sofar.map(ended)
  return distinct(
    sofar.flatMap((each) =>
      each.ended || each.text.length >= LONGEST
        ? [ended(each)]
        : term.map((next) => ({ text: each.text + next.text, ended: next.ended })),
    ),
  )
}

function distinct(all: Beginning[]): Beginning[] {
  return [...new Map(all.map((each) => [`${each.ended}${each.text}`, each])).values()]
}
