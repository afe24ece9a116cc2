/**
 * While a story is read: keeps one's place, says how much is left, lets the bars step aside,
 * offers each paragraph's address. Without it everything can still be read, and one's place kept by a button.
 */
import { readingTime } from '../words/numbers.ts'
import './menus.ts'

const story = document.querySelector<HTMLElement>('#story')
const hair = document.querySelector<HTMLProgressElement>('.hair')
const left = document.querySelector<HTMLElement>('[data-left]')
const chapters = [...document.querySelectorAll<HTMLElement>('.chapter')]
const blocks = [...document.querySelectorAll<HTMLElement>('.story > [id]')]

/** Saved when the page has been still for so long. */
const STILL_MS = 800
/** Opening a chapter and leaving at once is no reading. */
const SETTLED_MS = 8000
/** Scrolled down by more than this the bars step aside. */
const AWAY_PX = 12

interface Place {
  chapter: number
  block: number
  /** Of the whole work. */
  fraction: number
}

function numberOf(element: HTMLElement, name: string): number {
  return Number(element.dataset[name] ?? 0)
}

/** The first block not wholly above the top of the window; blocks stand in order, so it is looked for by halves. */
function topBlock(): HTMLElement | undefined {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > barHeight()) high = middle
    else low = middle + 1
  }
  return blocks[low]
}

function barHeight(): number {
  return document.querySelector('.read-bar')?.clientHeight ?? 0
}

/** How much of a chapter has gone by: nothing at its first line, all of it when its last is in view. */
function partRead(chapter: HTMLElement): number {
  const { top, height } = chapter.getBoundingClientRect()
  const way = height - window.innerHeight
  if (way <= 0) return top + height <= window.innerHeight && window.scrollY > 0 ? 1 : 0
  return Math.min(1, Math.max(0, -top / way))
}

function placeNow(): Place | undefined {
  const block = topBlock()
  const chapter = block?.closest<HTMLElement>('.chapter')
  if (block === undefined || !chapter || story === null) return undefined
  const read = numberOf(chapter, 'before') + numberOf(chapter, 'words') * partRead(chapter)
  return {
    chapter: numberOf(chapter, 'chapter'),
    block: Number(/p(\d+)$/.exec(block.id)?.[1] ?? 0),
    fraction: Math.min(1, read / Math.max(1, numberOf(story, 'total'))),
  }
}

let saved = ''

function savePlace(): void {
  const place = placeNow()
  if (place === undefined || story === null) return
  const body = new URLSearchParams({
    chapter: `${place.chapter}`,
    block: `${place.block}`,
    fraction: place.fraction.toFixed(4),
    quiet: '1',
  })
  if (body.toString() === saved) return
  saved = body.toString()
  navigator.sendBeacon(`/works/${story.dataset.work}/place`, body)
}

function showProgress(): void {
  const place = placeNow()
  if (place === undefined || story === null) return
  if (hair !== null) hair.value = place.fraction
  const words = numberOf(story, 'total') * (1 - place.fraction)
  if (left !== null) left.textContent = `${readingTime(words)} left · ${Math.round(place.fraction * 100)} %`
  showScenes()
}

/** On the page of one chapter with several scenes, the foot leads to the scenes before and after. */
const scenes = chapters.length === 1 ? sceneStarts() : []
const foot = document.querySelector<HTMLElement>('.read-foot')
const chapterBefore = foot?.firstElementChild
const chapterAfter = foot?.lastElementChild

function sceneStarts(): HTMLElement[] {
  const breaks = [...document.querySelectorAll<HTMLElement>('.story > hr, .story > .inferred')]
  const starts = breaks.map((each) => each.nextElementSibling).filter((each) => each instanceof HTMLElement)
  const [first] = blocks
  return first === undefined || starts.length === 0 ? [] : [first, ...starts]
}

let sceneShown = -1

function showScenes(): void {
  if (scenes.length < 2 || foot === null || !chapterBefore || !chapterAfter) return
  const limit = window.innerHeight / 3
  const scene = Math.max(
    0,
    scenes.findLastIndex((start) => start.getBoundingClientRect().top < limit),
  )
  if (scene === sceneShown) return
  sceneShown = scene
  foot.firstElementChild?.replaceWith(scene > 0 ? sceneLink(scene - 1, '‹ ', '') : chapterBefore)
  foot.lastElementChild?.replaceWith(
    scene < scenes.length - 1 ? sceneLink(scene + 1, '', ' ›') : chapterAfter,
  )
}

function sceneLink(index: number, before: string, after: string): HTMLElement {
  const link = document.createElement('a')
  link.href = `#${scenes[index]?.id ?? ''}`
  link.textContent = `${before}Scene ${index + 1}${after}`
  return link
}

/** Down is reading: the bars go. Up, or either end, is looking about: they come back. */
let lastY = window.scrollY
/** Going to the place an address names is no reading yet. */
const SETTLING_MS = 400
const openedAt = performance.now()

function moveBars(): void {
  const y = window.scrollY
  const atEnd = y + window.innerHeight >= document.documentElement.scrollHeight - AWAY_PX
  if (y < AWAY_PX || atEnd || y < lastY - AWAY_PX) document.body.classList.remove('away')
  else if (y > lastY + AWAY_PX && performance.now() - openedAt > SETTLING_MS)
    document.body.classList.add('away')
  if (Math.abs(y - lastY) > AWAY_PX) lastY = y
}

let still: ReturnType<typeof setTimeout> | undefined
let frame = 0

function onScroll(): void {
  cancelAnimationFrame(frame)
  frame = requestAnimationFrame(() => {
    showProgress()
    moveBars()
  })
  clearTimeout(still)
  still = setTimeout(savePlace, STILL_MS)
}

/** The sign in the margin that holds a paragraph's address. */
const pilcrow = document.createElement('a')
pilcrow.className = 'pilcrow'
pilcrow.textContent = '¶'
pilcrow.title = 'The address of this paragraph'

function showPilcrow(event: Event): void {
  const block = event.target instanceof Element ? event.target.closest<HTMLElement>('.story > p[id]') : null
  if (block === null || pilcrow.parentElement === block) return
  pilcrow.href = `#${block.id}`
  pilcrow.setAttribute('aria-label', 'The address of this paragraph')
  block.prepend(pilcrow)
}

function turnPage(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const rel = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key]
  const link =
    rel === undefined ? null : [chapterBefore, chapterAfter].find((each) => each?.matches(`a[rel=${rel}]`))
  if (link instanceof HTMLAnchorElement) location.assign(link.href)
}

document.body.classList.add('scripted')
showProgress()
setTimeout(savePlace, SETTLED_MS)
window.addEventListener('scroll', onScroll, { passive: true })
window.addEventListener('resize', onScroll, { passive: true })
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && saved !== '') savePlace()
})
document.addEventListener('keydown', turnPage)
if (matchMedia('(hover: hover) and (min-width: 56rem)').matches)
  story?.addEventListener('mouseover', showPilcrow)
