// Makes test/fixtures/ebooks/made again from the stories beside it, with the programs people use: calibre, pandoc,
// LibreOffice and Chromium. The tests read what is made and need none of them.
//   node scripts/make-ebook-fixtures.mjs [NAME-PART]
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const sources = resolve(import.meta.dirname, '../test/fixtures/ebooks')
const made = join(sources, 'made')
const scratch = mkdtempSync(join(tmpdir(), 'ebooks-'))
const wanted = process.argv[2] ?? ''

/** As the Archive of Our Own calls calibre for its downloads. */
const AO3_CHAPTERS =
  "//h:body/h:div[@id='chapters']/h:h2[@class='toc-heading'] | //h:body/h:div[@id='chapters']/h:div[@class='meta group']/h:h2[@class='heading'] | //h:body/h:div[@id='preface' or @id='afterword']/h:h2[@class='toc-heading']"
const ao3 = (title, authors) => [
  '--input-encoding',
  'utf-8',
  '--toc-threshold',
  '0',
  '--use-auto-toc',
  '--title',
  title,
  '--authors',
  authors,
  '--publisher',
  'Archive of Our Own',
  '--language',
  'en',
  '--chapter',
  AO3_CHAPTERS,
]
const lamp = ao3('The Other Lamp', 'saltglass')
const reserved = ao3('Reserved', 'osierbed')

const calibre = (from, name, options = []) => make(name, (to) => run('ebook-convert', [from, to, ...options]))
const pandoc = (from, name, options = []) =>
  make(name, (to) => run('pandoc', ['-s', from, '-o', to, ...options]))
const libreOffice = (from, name, options = {}) =>
  make(name, (to) => {
    const how = `pdf:writer_pdf_Export:${JSON.stringify(options)}`
    run('soffice', [
      '--headless',
      '--convert-to',
      from.endsWith('.html') ? 'pdf' : how,
      '--outdir',
      scratch,
      join(sources, from),
    ])
    renameSync(join(scratch, from.replace(/\.\w+$/, '.pdf')), to)
  })
const chromium = (from, name) =>
  make(name, (to) =>
    run('chromium', ['--headless', '--no-sandbox', '--disable-gpu', `--print-to-pdf=${to}`, from]),
  )

function make(name, how) {
  if (!name.includes(wanted)) return
  const to = join(made, name)
  rmSync(to, { force: true })
  how(to)
  console.log(name)
}

function run(program, args) {
  execFileSync(program, args, {
    cwd: sources,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
    // calibre prints PDFs with a browser of its own, which is told here that it may run as root and without a screen.
    env: { ...process.env, QTWEBENGINE_CHROMIUM_FLAGS: '--no-sandbox', QT_QPA_PLATFORM: 'offscreen' },
  })
}

mkdirSync(made, { recursive: true })
for (const format of ['mobi', 'azw3', 'epub', 'pdf', 'fb2', 'htmlz']) {
  const bare = format === 'epub' ? ['--no-default-epub-cover'] : []
  calibre('other-lamp.html', `other-lamp.${format}`, [...lamp, ...bare])
  calibre('reserved.html', `reserved.${format}`, [...reserved, ...bare])
}
calibre('other-lamp.html', 'other-lamp-both.mobi', [...lamp, '--mobi-file-type', 'both'])
for (const format of ['mobi', 'azw3', 'fb2', 'htmlz', 'txtz', 'pdf', 'pdb'])
  calibre('ferry.html', `ferry.${format}`, format === 'pdf' ? ['--pdf-page-numbers'] : [])
calibre('ferry.html', 'ferry-new.mobi', ['--mobi-file-type', 'new', '--dont-compress'])
for (const format of ['mobi', 'azw3', 'htmlz', 'fb2', 'pdf']) calibre('house.epub', `house.${format}`)
pandoc('ferry.html', 'ferry-pandoc.fb2')
pandoc('ferry.html', 'ferry-pandoc.epub')
libreOffice('ferry.fodt', 'ferry-indented.pdf')
libreOffice('ferry.fodt', 'ferry-locked.pdf', {
  EncryptFile: { type: 'boolean', value: 'true' },
  DocumentOpenPassword: { type: 'string', value: 'horse' },
})
libreOffice('other-lamp.html', 'other-lamp-office.pdf')
chromium('ferry.html', 'ferry-browser.pdf')
chromium('ferry-narrow.html', 'ferry-narrow.pdf')
chromium('other-lamp.html', 'other-lamp-browser.pdf')
rmSync(scratch, { recursive: true, force: true })
