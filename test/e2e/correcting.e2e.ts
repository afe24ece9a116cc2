import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()

inBrowser('a field is corrected, stays corrected, and can be forgotten', async () => {
  const { page, library } = opened
  const id = await library.idOf('A Loan Until Morning')
  await page.goto(`/works/${id}`)
  await page.click('a:has-text("Correct it")')
  await page.fill('#field-title', 'A Loan Until Dawn')
  await page.selectOption('#field-rating', 'mature')
  await page.check('input[value="major-character-death"]')
  await page.click('button:has-text("Save")')
  await page.waitForSelector('.notice:has-text("Saved")')
  expect(await page.textContent('h1')).toBe('A Loan Until Dawn')
  expect(await library.archive.getWork(id)).toMatchObject({
    corrected: expect.arrayContaining(['title', 'rating', 'warnings']),
    fields: { rating: 'mature' },
  })
  await page.goto(`/works/${id}/correct`)
  await page.click('#evidence-title button:has-text("forget my correction")')
  await page.waitForSelector('.notice:has-text("forgotten")')
  expect(await page.inputValue('#field-title')).toBe('A Loan Until Morning')
})

inBrowser('the source shows what every part of it became, by hover, focus and without colour', async () => {
  const { page, library } = opened
  await page.goto(`/works/${await library.idOf('The Quiet Berth')}`)
  await page.click('a:has-text("See it in the source")')
  expect(await page.textContent('.evidence-source .is-heading')).toContain('Chapter 1: The Lamp')
  expect(await page.textContent('#at-1')).toContain('Title')
  await page.hover('#at-1')
  expect(await page.locator('#at-1 .tip').isVisible()).toBe(true)
  await page.click('#at-1')
  expect(await page.textContent('.why-line:target')).toContain('header/label')
  await page.click('.why-line:target a')
  expect(page.url()).toContain('#at-1')
})

inBrowser('another candidate is written into its field, to be saved or not', async () => {
  const { page, library } = opened
  const id = await library.idOf('The Quiet Berth')
  await page.goto(`/works/${id}/correct`)
  await page.click('#evidence-title button:has-text("The kettle had been")')
  expect(await page.inputValue('#field-title')).toMatch(/^The kettle had been/)
  await page.waitForSelector('.unsaved')
  expect((await library.archive.getWork(id))?.corrected).toEqual([])
  await page.click('.fields button:has-text("Save")')
  await page.waitForSelector('.notice:has-text("Saved")')
  expect((await library.archive.getWork(id))?.corrected).toEqual(['title'])
  await library.archive.uncorrectFields(id, ['title'])
})

inBrowser('a mistake is told beside its field and nothing typed is lost', async () => {
  const { page, library } = opened
  await page.goto(`/works/${await library.idOf('Tide Table 2')}/correct`)
  await page.fill('#field-language', 'Klingonish')
  await page.fill('#field-tags', 'gulls\ntides')
  await page.click('.fields button:has-text("Save")')
  await page.waitForSelector('.field-error:has-text("Klingonish")')
  expect(await page.inputValue('#field-tags')).toBe('gulls\ntides')
})

inBrowser('the queue is worked through by keyboard', async () => {
  const { page, library } = opened
  await page.goto('/look')
  const before = (await library.archive.lookQueue()).length
  expect(before).toBe(2)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.list-said:has-text("1 of 2")')
  await page.keyboard.press('j')
  await page.waitForSelector('.list-said:has-text("2 of 2")')
  await page.keyboard.press('k')
  await page.waitForSelector('.list-said:has-text("1 of 2")')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.list-said:has-text("1 of 1")')
  await page.fill('#field-title', 'The Gulls')
  await page.keyboard.press('Enter')
  await page.waitForSelector('h2:has-text("Nothing needs a look")')
  expect(await library.archive.lookQueue()).toEqual([])
  expect(await library.idOf('The Gulls')).toMatch(/^\d+$/)
})

inBrowser('where a chapter begins is said, the story read again, and the word taken back', async () => {
  const { page, library } = opened
  const id = await library.idOf('The Glass Road')
  await page.goto(`/works/${id}/borders`)
  await page.click('.block-text:has-text("They were sitting on the gallery")')
  await page.fill('.choices input[name=title]', 'The Gallery')
  await page.click('.choices button:has-text("A chapter begins here")')
  await page.waitForSelector('.mark-line:has-text("Chapter 3: The Gallery")')
  expect((await library.archive.getWork(id))?.chapters).toBe(4)
  await page.click('.mark-line button:has-text("forget it")')
  await page.waitForSelector('.notice')
  expect((await library.archive.getWork(id))?.chapters).toBe(3)
})

inBrowser('an inferred break is accepted and becomes a real one', async () => {
  const { page, library } = opened
  const id = await library.idOf('A Loan Until Morning')
  await page.goto(`/works/${id}/borders`)
  await page.click('button:has-text("yes, a break")')
  await page.waitForSelector('.mark-line:has-text("Scene break")')
  await page.goto(`/works/${id}/chapters/1`)
  expect(await page.locator('.story hr').count()).toBe(1)
  expect(await page.locator('.inferred').count()).toBe(0)
})

inBrowser('a story is split where another begins, and joined again', async () => {
  const { page, library } = opened
  const id = await library.idOf('The Glass Road')
  await page.goto(`/works/${id}/borders`)
  await page.click('.block-text:has-text("Chapter 3: Staying")')
  await page.click('.choices button:has-text("Another story begins here")')
  await page.waitForSelector('.notice:has-text("Split in two")')
  const second = /works\/(\d+)/.exec(page.url())?.[1] ?? ''
  await page.goto(`/works/${id}/join`)
  await page.check(`input[name=with][value="${second}"]`)
  await page.click('button:has-text("Join")')
  await page.waitForSelector('.notice:has-text("Joined")')
  expect((await library.archive.getWork(id))?.chapters).toBe(3)
})

inBrowser('one creator is given to a selection, without script too', async () => {
  const page = await opened.open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
  await page.goto('/?authors=tidewrack')
  await page.click('a:has-text("Correct all 9 together")')
  await page.click('.chips a:has-text("Creator")')
  await page.uncheck(
    'label:has-text("Tide Table 2 ") input, label:has(.pick-title:text-is("Tide Table 2")) input',
  )
  await page.fill('#field-authors', 'Tide Wrack')
  await page.click('button:has-text("Save for those ticked")')
  await page.waitForSelector('.notice:has-text("Saved for all of them")')
  const { total } = await opened.library.archive.listWorks({ include: { authors: ['Tide Wrack'] } })
  expect(total).toBe(8)
  await page.context().close()
})
