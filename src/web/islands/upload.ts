/**
 * Files and folders dropped on the page or chosen, sent one by one, each with how far it is.
 * Without it the form sends all of them at once.
 */

import { filesDropped, type Picked } from '../forms/dropped-files.ts'
import { countOf, fileSize } from '../words/numbers.ts'

/** At the same time: enough that small files do not wait for one another. */
const AT_ONCE = 3
/** More lines than this nobody reads; the sum tells of the rest. */
const LINES = 200

const form = document.querySelector<HTMLFormElement>('form.upload')
const list = document.querySelector<HTMLElement>('[data-uploads]')
const sum = document.querySelector<HTMLElement>('[data-upload-sum]')
const drop = document.querySelector<HTMLElement>('.drop')

interface Line {
  picked: Picked
  bar: HTMLProgressElement
  said: HTMLElement
}

const chosen: Line[] = []

function add(files: Picked[]): void {
  for (const picked of files) {
    const bar = document.createElement('progress')
    bar.max = Math.max(1, picked.file.size)
    bar.value = 0
    bar.setAttribute('aria-label', `Sent of ${picked.path}`)
    const name = document.createElement('span')
    name.className = 'upload-name'
    name.textContent = picked.path
    const said = document.createElement('span')
    said.className = 'upload-said'
    said.textContent = fileSize(picked.file.size)
    const item = document.createElement('li')
    item.append(name, said, bar)
    chosen.push({ picked, bar, said })
    if (chosen.length <= LINES) list?.append(item)
  }
  if (list) list.hidden = chosen.length === 0
  tellSum()
}

function tellSum(): void {
  const bytes = chosen.reduce((total, { picked }) => total + picked.file.size, 0)
  const more = chosen.length > LINES ? `, the first ${LINES} of them above` : ''
  if (sum) sum.textContent = `${countOf(chosen.length, 'file', 'files')}, ${fileSize(bytes)}${more}`
}

async function send(aim: string): Promise<void> {
  const { id } = await asked<{ id: number }>('/import/begin', new FormData())
  let next = 0
  const sendNext = async () => {
    for (let line = chosen[next++]; line !== undefined; line = chosen[next++]) await sendFile(id, line)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext))
  const end = new FormData()
  end.set('aim', aim)
  const { href } = await asked<{ href: string }>(`/import/${id}/end`, end)
  location.assign(href)
}

async function asked<T>(path: string, body: FormData): Promise<T> {
  const response = await fetch(path, { method: 'POST', body })
  if (!response.ok) throw new Error(`The library answered ${response.status}.`)
  return response.json()
}

/** XMLHttpRequest, since fetch does not say how much is sent. A file that is not taken keeps no other from coming. */
function sendFile(id: number, { picked, bar, said }: Line): Promise<void> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/import/${id}/file?path=${encodeURIComponent(picked.path)}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded }) => {
      bar.value = loaded
      said.textContent = `${fileSize(loaded)} of ${fileSize(picked.file.size)}`
    }
    request.onloadend = () => {
      const taken = request.status === 200
      const answer: { reason?: string } | null = request.response
      bar.value = taken ? bar.max : 0
      said.textContent = taken ? 'here' : (answer?.reason ?? 'did not come through')
      said.classList.toggle('refused', !taken)
      resolve()
    }
    request.send(picked.file)
  })
}

function listen(target: HTMLFormElement): void {
  for (const input of target.querySelectorAll<HTMLInputElement>('input[type=file]')) {
    input.addEventListener('change', () => {
      add([...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })))
      input.value = ''
    })
  }
  target.addEventListener('submit', (event) => {
    if (chosen.length === 0) return
    event.preventDefault()
    const aim = event.submitter instanceof HTMLButtonElement ? event.submitter.value : 'import'
    for (const button of target.querySelectorAll('button')) button.disabled = true
    send(aim).catch((error: Error) => {
      if (sum) sum.textContent = `${error.message} What came in by then stands under “Imports so far”.`
      for (const button of target.querySelectorAll('button')) button.disabled = false
    })
  })
}

function listenForDrops(zone: HTMLElement): void {
  for (const hint of zone.querySelectorAll<HTMLElement>('.with-drop')) hint.hidden = false
  // Anywhere on the page: a file that misses the zone shall not be opened in its place.
  document.addEventListener('dragover', (event) => {
    event.preventDefault()
    zone.classList.add('over')
  })
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) zone.classList.remove('over')
  })
  document.addEventListener('drop', async (event) => {
    event.preventDefault()
    zone.classList.remove('over')
    if (event.dataTransfer !== null) add(await filesDropped(event.dataTransfer))
  })
}

if (form !== null) listen(form)
if (drop !== null) listenForDrops(drop)
