/** What is said of an import: which it is, how it stands, what came of it. */
import { basename } from 'node:path'
import type { LastDeed } from '../../archive/archive.ts'
import type { JobDeed, JobRecord, JobSummary, LookTotals } from '../../jobs/job-record.ts'
import { count, countOf, fileSize, listed } from './numbers.ts'
import { progressWords } from './progress-words.ts'

/** `14 files from your browser`, `Old fics`, `Old fics and 2 more folders`. */
export function jobLabel({ upload, paths }: Pick<JobRecord, 'upload' | 'paths'>): string {
  // The number is lost where the program was killed while they came in.
  if (upload?.files === 0) return 'Files from your browser'
  if (upload !== null) return `${countOf(upload.files, 'file', 'files')} from your browser`
  const [first = 'Nothing', ...others] = paths.map((path) => basename(path) || path)
  return others.length === 0 ? first : `${first} and ${countOf(others.length, 'more folder', 'more folders')}`
}

/** Where its files are. */
export function jobPlace({ upload, paths }: Pick<JobRecord, 'upload' | 'paths'>): string {
  if (upload === null) return paths.join(', ')
  return `${fileSize(upload.sizeBytes)}, kept in ${paths.join(', ')}`
}

/** One sentence. */
export function stateWords(record: JobRecord, isUndone: boolean): string {
  if (isUndone) return 'Taken back: its stories are out of the library again.'
  const { state, aim, summary, look, progress } = record
  switch (state) {
    case 'receiving':
      return 'Its files are still coming in.'
    case 'waiting':
      return 'Waits for the one before it.'
    case 'looking':
    case 'importing':
      return progress === null ? 'Its files are being looked for.' : progressWords(progress)
    case 'looked':
      return look === null ? 'Looked at.' : `${lookWords(look)} Nothing is stored yet.`
    case 'paused':
      return `Paused${soFar(record)}.`
    case 'broken':
      return record.upload !== null && record.importId === null
        ? 'Broke off while its files came in. Those that are here can be imported.'
        : `Broke off when Fanfold ended${soFar(record)}. It can go on where it stopped.`
    case 'cancelled':
      return `Cancelled${soFar(record)}. What was stored by then stays in the library.`
    case 'failed':
      return `Could not go on: ${record.trouble?.message ?? 'nobody knows why'}`
    case 'left':
      return aim === 'look' ? 'Looked at, and left. Nothing was stored.' : 'Left. Nothing was stored.'
    case 'done':
      return summary === null ? 'Done.' : summaryWords(summary)
  }
}

/** `, 14 of 30 files read`. */
function soFar({ progress }: JobRecord): string {
  return progress === null
    ? ''
    : `, ${count(progress.done)} of ${countOf(progress.files, 'file', 'files')} read`
}

function summaryWords(summary: JobSummary): string {
  const { worksAdded, worksRevised, filesKnown, refused, needALook, words } = summary
  const { filesJoined = 0, worksJoined = 0, worksAgain = 0 } = summary
  const parts = [
    worksAdded > 0
      ? `${countOf(worksAdded, 'new story', 'new stories')}, ${countOf(words, 'word', 'words')}`
      : '',
    worksRevised > 0 ? `${countOf(worksRevised, 'story', 'stories')} changed` : '',
    filesJoined > 0
      ? `${countOf(filesJoined, 'file', 'files')} joined as parts of ${countOf(worksJoined, 'story', 'stories')}`
      : '',
    worksAgain > 0 ? `${countOf(worksAgain, 'text is', 'texts are')} of a story that was there already` : '',
    filesKnown > 0 ? `${countOf(filesKnown, 'file', 'files')} known already` : '',
    needALook > 0 ? `${countOf(needALook, 'needs', 'need')} a look` : '',
    refused > 0 ? `${count(refused)} could not be read` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'Nothing new was found.' : `${parts.join(' · ')}.`
}

export function lookWords(totals: LookTotals): string {
  const { works, words, known, needALook, refused } = totals
  if (works === 0) return 'No story was found in it.'
  const parts = [
    `It would be ${countOf(works, 'story', 'stories')} of ${countOf(words, 'word', 'words')}`,
    known > 0 ? `${count(known)} of them in the library already` : '',
    needALook > 0 ? `${countOf(needALook, 'needs', 'need')} a look` : '',
    refused > 0 ? `${countOf(refused, 'file', 'files')} could not be read` : '',
  ].filter((part) => part !== '')
  return `${listed(parts)}.`
}

const DEED_WORDS: Record<JobDeed, string> = {
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel',
  import: 'Import these',
  look: 'Look first',
  leave: 'Leave it',
}

/** On its button. */
export function deedLabel(deed: JobDeed, { state }: Pick<JobRecord, 'state'>): string {
  if (state === 'failed') return deed === 'resume' ? 'Try again' : 'Give it up'
  return DEED_WORDS[deed]
}

const UNDO_NOUNS: Record<LastDeed['what'], string> = {
  import: 'the import',
  removal: 'the removal',
  split: 'the splitting',
  join: 'the joining',
}

/** `the import of 14 stories`. */
export function deedWords({ what, works }: LastDeed): string {
  return `${UNDO_NOUNS[what]} of ${countOf(works, 'story', 'stories')}`
}
