// EPUB of a 50,000-word work, in the process, against ebook-convert and pandoc on the same story as HTML.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fanfold, inScratch, isInstalled, median, root, seconds, storyText } from './measure.mjs'

const WORDS = 50_000
const CHAPTERS = 20
const RUNS = 9

export async function run() {
  await inScratch(async (folder) => {
    const { writeEpub } = await import(join(root, 'src/books/epub/write-epub.ts'))
    const { readBook } = await import(join(root, 'src/books/book.ts'))
    const { openArchive } = await import(join(root, 'src/archive/open-archive.ts'))
    const story = join(folder, 'long story.txt')
    const chapters = Array.from(
      { length: CHAPTERS },
      (_, index) =>
        `Chapter ${index + 1}\n\n${storyText(index + 1, WORDS / CHAPTERS)
          .split('\n\n')
          .slice(1)
          .join('\n\n')}`,
    )
    writeFileSync(story, `Title: A Long Story\nAuthor: quillfeather\nRating: PG\n\n${chapters.join('\n\n')}`)
    const library = join(folder, 'library')
    seconds(process.execPath, [fanfold, 'import', story, '--library', library])
    const archive = await openArchive(library)
    const book = await readBook(archive, '1')
    console.log(`the work: ${book.work.words} words, ${book.work.chapters} chapters`)
    const times = []
    for (let round = 0; round < RUNS; round++) {
      const startedMs = performance.now()
      const bytes = await writeEpub(book)
      times.push((performance.now() - startedMs) / 1000)
      if (round === 0) writeFileSync(join(folder, 'ours.epub'), bytes)
    }
    await archive.close()
    const ours = median(times)
    console.log(
      `fanfold: ${(ours * 1000).toFixed(0)} ms, ${(readFileSync(join(folder, 'ours.epub')).length / 1024).toFixed(0)} KiB (to hold: 50 ms)`,
    )
    const html = join(folder, 'story.html')
    seconds(process.execPath, [fanfold, 'export', '1', '--to', 'html', '--out', folder, '--library', library])
    writeFileSync(html, readFileSync(join(folder, 'A Long Story - quillfeather.html')))
    if (isInstalled('ebook-convert'))
      report('ebook-convert', seconds('ebook-convert', [html, join(folder, 'calibre.epub')]), ours)
    if (isInstalled('pandoc'))
      report('pandoc', seconds('pandoc', [html, '-o', join(folder, 'pandoc.epub')]), ours)
  })
}

function report(name, theirs, ours) {
  console.log(
    `${name}: ${(theirs * 1000).toFixed(0)} ms, start of the program included; ratio ${(theirs / ours).toFixed(0)}${name === 'ebook-convert' ? ' (to hold: 25)' : ''}`,
  )
}
