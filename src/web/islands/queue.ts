/** The queue by keyboard: j and k go through it, Enter opens a story in the list and says all is right on its page. */

const stories: (Element | null)[] = [...document.querySelectorAll('[data-queue]')]

for (const hint of document.querySelectorAll<HTMLElement>('.with-script')) hint.hidden = false

/** Letters belong to the field one writes in. */
function isWriting(): boolean {
  const at = document.activeElement
  return at instanceof HTMLElement && at.matches('input:not([type=checkbox], [type=radio]), textarea, select')
}

/** On a link or button Enter has its own meaning. */
function isOnControl(): boolean {
  return document.activeElement?.matches('a, button, summary, input, textarea, select') === true
}

function step(by: number): void {
  const at = stories.indexOf(document.activeElement)
  const next = at === -1 ? (by > 0 ? 0 : stories.length - 1) : at + by
  const story = stories[Math.min(stories.length - 1, Math.max(0, next))]
  if (story instanceof HTMLElement) story.focus()
}

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || isWriting()) return
  if (event.key === 'Enter' && isOnControl()) return
  const control = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`)
  if (control !== null) control.click()
  else if (stories.length > 0 && event.key === 'j') step(1)
  else if (stories.length > 0 && event.key === 'k') step(-1)
  else return
  event.preventDefault()
})
