/** Keeps the parts of a page that go on changing fresh: each `[data-live]` is replaced by what the server says now. */

const POLL_MS = 1200

const parts = (page: ParentNode) => page.querySelectorAll<HTMLElement>('[data-live]')
const isOn = (page: ParentNode) => page.querySelector('[data-live-on]') !== null

async function poll(): Promise<void> {
  const response = await fetch(location.href, { cache: 'no-store' }).catch(() => undefined)
  if (response?.ok !== true) return again()
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of parts(document)) {
    const now = fresh.querySelector<HTMLElement>(`[data-live="${part.dataset.live}"]`)
    if (now !== null && now.innerHTML !== part.innerHTML) replace(part, now)
  }
  if (isOn(fresh)) again()
}

/** Whoever stands on a link or button goes on standing on its successor. */
function replace(part: HTMLElement, now: HTMLElement): void {
  const at = part.contains(document.activeElement) ? addressOf(document.activeElement) : null
  part.replaceChildren(...now.childNodes)
  if (at === null) return
  const successor = [...part.querySelectorAll('a, button')].find((each) => addressOf(each) === at)
  if (successor instanceof HTMLElement) successor.focus()
}

function addressOf(element: Element | null): string | null {
  if (element instanceof HTMLAnchorElement) return element.href
  return element instanceof HTMLButtonElement ? (element.form?.action ?? null) : null
}

function again(): void {
  setTimeout(poll, POLL_MS)
}

if (isOn(document)) again()

export {}
