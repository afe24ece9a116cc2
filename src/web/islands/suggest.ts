/**
 * Boxes that complete what is typed: `data-suggest="query"` the end of a query, `data-suggest="values"` one name
 * (`data-suggest-kinds`: only of these fields). Without it they are plain inputs. As the ARIA practices have a combobox:
 * the list opens with what is typed, arrows go through it, Enter takes, Escape closes, the input keeps the focus.
 */
import type { Completion, Completions } from '../forms/completions.ts'
import { count } from '../words/numbers.ts'

const WAIT_MS = 80
let boxes = 0

class Combobox {
  readonly #input: HTMLInputElement
  readonly #list = document.createElement('ul')
  #shown: Completions = { from: 0, suggestions: [] }
  #active = -1
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(input: HTMLInputElement) {
    this.#input = input
    const id = `suggestions-${++boxes}`
    this.#list.id = id
    this.#list.className = 'suggestions'
    this.#list.role = 'listbox'
    this.#list.hidden = true
    this.#list.setAttribute('aria-label', 'Suggestions')
    input.role = 'combobox'
    input.autocomplete = 'off'
    input.setAttribute('aria-controls', id)
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-expanded', 'false')
    const holder = input.closest<HTMLElement>('form') ?? input.parentElement
    holder?.classList.add('suggesting')
    holder?.append(this.#list)
    input.addEventListener('input', () => this.#askSoon())
    input.addEventListener('keydown', (event) => this.#onKey(event))
    input.addEventListener('blur', () => this.#close())
    // The input keeps the focus, so that what was chosen stands in it.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault())
    this.#list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest('li') : null
      if (option !== null) this.#take([...this.#list.children].indexOf(option))
    })
  }

  get #isOpen(): boolean {
    return !this.#list.hidden
  }

  /** A query is completed at its end alone. */
  get #isAtEnd(): boolean {
    return this.#input.selectionEnd === this.#input.value.length
  }

  #askSoon(): void {
    clearTimeout(this.#timer)
    this.#chosenKind('')
    if (this.#input.value.trim() === '' || !this.#isAtEnd) {
      this.#close()
      return
    }
    this.#timer = setTimeout(() => void this.#ask(), WAIT_MS)
  }

  /** An answer that comes after a later question is passed over; so is a server that is gone. */
  async #ask(): Promise<void> {
    const asked = ++this.#asked
    const typed = this.#input.value
    const params = new URLSearchParams({ q: typed, as: this.#input.dataset.suggest ?? 'query' })
    const kinds = this.#input.dataset.suggestKinds
    if (kinds !== undefined) params.set('kinds', kinds)
    try {
      const response = await fetch(`/suggest?${params}`)
      if (!response.ok || asked !== this.#asked || typed !== this.#input.value) return
      this.#show((await response.json()) as Completions)
    } catch {
      this.#close()
    }
  }

  #show(completions: Completions): void {
    this.#shown = completions
    this.#active = -1
    this.#list.replaceChildren(
      ...completions.suggestions.map((each, at) => optionOf(each, `${this.#list.id}-${at}`)),
    )
    const isOpen = completions.suggestions.length > 0 && document.activeElement === this.#input
    this.#list.hidden = !isOpen
    this.#input.setAttribute('aria-expanded', `${isOpen}`)
    this.#input.removeAttribute('aria-activedescendant')
  }

  #close(): void {
    clearTimeout(this.#timer)
    this.#asked++
    this.#show({ from: 0, suggestions: [] })
  }

  #onKey(event: KeyboardEvent): void {
    if (!this.#isOpen || event.isComposing) return
    if (event.key === 'ArrowDown') this.#go(1)
    else if (event.key === 'ArrowUp') this.#go(-1)
    else if (event.key === 'Escape') this.#close()
    else if (event.key === 'Enter' && this.#active >= 0) this.#take(this.#active)
    else return
    event.preventDefault()
  }

  /** Past either end lies the input itself. */
  #go(step: 1 | -1): void {
    const places = this.#shown.suggestions.length + 1
    this.#active = ((this.#active + 1 + step + places) % places) - 1
    for (const [at, option] of [...this.#list.children].entries()) {
      option.setAttribute('aria-selected', `${at === this.#active}`)
      if (at !== this.#active) continue
      this.#input.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    }
    if (this.#active < 0) this.#input.removeAttribute('aria-activedescendant')
  }

  #take(at: number): void {
    const chosen = this.#shown.suggestions[at]
    if (chosen === undefined) return
    if (chosen.href !== undefined) {
      location.assign(chosen.href)
      return
    }
    const isQuery = this.#input.dataset.suggest === 'query'
    const kept = this.#input.value.slice(0, this.#shown.from)
    this.#input.value = isQuery ? `${kept}${chosen.insert} ` : chosen.insert
    this.#chosenKind(chosen.kind)
    this.#close()
    this.#input.focus()
  }

  /** Where a form asks which field the name is of. */
  #chosenKind(kind: string): void {
    const field = this.#input.form?.querySelector<HTMLInputElement>('[data-suggested-kind]')
    if (field) field.value = kind
  }
}

function optionOf({ text, typed, label, count: works, kind }: Completion, id: string): HTMLLIElement {
  const option = document.createElement('li')
  option.id = id
  option.role = 'option'
  option.setAttribute('aria-selected', 'false')
  const name = document.createElement('span')
  name.className = 'suggestion-text'
  name.textContent = typed === undefined ? text : `${text} (${typed})`
  const said = document.createElement('span')
  said.className = 'suggestion-said'
  said.textContent = kind === 'title' ? label : `${label} · ${count(works)}`
  option.append(name, ' ', said)
  return option
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) new Combobox(input)
