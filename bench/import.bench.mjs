// Import of 1,000 plain-text works, recovered, stored and indexed by words, against `calibredb add` of the same files.
import { join } from 'node:path'
import { fanfold, inScratch, isInstalled, seconds, writeStories } from './measure.mjs'

const WORKS = 1000
const WORDS_A_WORK = 1500
const FIGURE = 6

export async function run() {
  await inScratch(async (folder) => {
    const stories = join(folder, 'stories')
    const bytes = writeStories(stories, WORKS, WORDS_A_WORK)
    seconds(process.execPath, [fanfold, 'list', '--library', join(folder, 'warm')])
    const ours = seconds(process.execPath, [
      ...[fanfold, 'import', stories, '--words-only'],
      ...['--library', join(folder, 'library')],
    ])
    console.log(
      `fanfold import: ${WORKS} works, ${(bytes / 1e6).toFixed(1)} MB in ${ours.toFixed(1)} s = ${(WORKS / ours).toFixed(0)} works/s, ${(bytes / 1e6 / ours).toFixed(2)} MB/s, indexed`,
    )
    if (!isInstalled('calibredb')) return
    const env = { ...process.env, CALIBRE_CONFIG_DIRECTORY: join(folder, 'calibre-config') }
    const theirs = seconds('calibredb', ['add', '-r', stories, '--with-library', join(folder, 'calibre')], {
      env,
      timeout: 900_000,
    })
    console.log(`calibredb add:  ${theirs.toFixed(1)} s = ${(WORKS / theirs).toFixed(0)} works/s`)
    console.log(`ratio: ${(theirs / ours).toFixed(1)} times calibredb (to hold: ${FIGURE}; aim: 8)`)
    const again = seconds(process.execPath, [
      fanfold,
      'import',
      stories,
      '--words-only',
      '--library',
      join(folder, 'library'),
    ])
    console.log(`the same folder again, unchanged: ${again.toFixed(2)} s`)
  })
}
