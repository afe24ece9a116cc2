/** Another candidate goes into its field to be looked at first; without script it is taken over at once. */

document.addEventListener('click', (event) => {
  const button =
    event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-field]') : null
  const { field, value } = button?.dataset ?? {}
  if (field === undefined || value === undefined || !put(field, value)) return
  event.preventDefault()
  sayUnsaved(field)
})

/** @returns false where there is no such field: then the form is sent as without script. */
function put(field: string, value: string): boolean {
  const control = document.getElementById(`field-${field}`)
  if (control instanceof HTMLFieldSetElement) return putInBoxes(control, value)
  if (control instanceof HTMLTextAreaElement && !control.classList.contains('prose-input'))
    addLine(control, value)
  else if (isWritable(control)) control.value = value
  else return false
  control.focus()
  return true
}

function isWritable(
  control: Element | null,
): control is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return (
    control instanceof HTMLInputElement ||
    control instanceof HTMLSelectElement ||
    control instanceof HTMLTextAreaElement
  )
}

function addLine(area: HTMLTextAreaElement, value: string): void {
  const lines = area.value.split('\n').filter((line) => line.trim() !== '')
  if (!lines.includes(value)) area.value = [...lines, value].join('\n')
}

function putInBoxes(boxes: HTMLFieldSetElement, value: string): boolean {
  const box = boxes.querySelector<HTMLInputElement>(`input[value="${CSS.escape(value)}"]`)
  const area = boxes.querySelector('textarea')
  if (box !== null) box.checked = true
  else if (area !== null) addLine(area, value)
  else return false
  return true
}

function sayUnsaved(field: string): void {
  const line = document.getElementById(`evidence-${field}`)
  if (line === null || line.querySelector('.unsaved') !== null) return
  const words = document.createElement('strong')
  words.className = 'unsaved'
  words.setAttribute('role', 'status')
  words.textContent = ' Not saved yet.'
  line.querySelector('p')?.append(words)
}
