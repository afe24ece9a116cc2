/** An entry of Dreamwidth as a browser saved it. */
import type { HtmlFamily } from './family.ts'
import {
  addEntry,
  emptyCuts,
  nameUsers,
  readJournalTags,
  readPostDate,
  readPoster,
  readSubject,
  subjectOfTitle,
} from './journal.ts'
import { lineOf, type UnsafeElement } from './query.ts'

export const dreamwidth: HtmlFamily = {
  id: 'dreamwidth',

  recognise: ({ opening, classes, metas }) =>
    classes.has('entry-content') &&
    (/dreamwidth\.org/i.test(opening) ||
      /dreamwidth/i.test(metas.get('generator') ?? '') ||
      classes.has('entry-interaction-links') ||
      classes.has('entry-management-links')),

  read(page, draft) {
    const body = page.classes.get('entry-content')?.[0] as UnsafeElement
    const title = lineOf(page.classes.get('entry-title')?.[0])
    readSubject(/^\(?no subject\)?$/i.test(title) ? '' : title || subjectOfTitle(page.title), draft)
    readPoster(page, body, draft)
    readPostDate(lineOf(page.classes.get('date')?.[0] ?? page.classes.get('datetime')?.[0]), draft)
    readJournalTags(page, draft)
    nameUsers(body)
    emptyCuts(body)
    addEntry(page, body.childNodes, draft)
  },
}
