/** Cases of whole archives, 500 to 511: what stands in each folder, and what must be found in it. */
import type { WrittenWork } from '../../src/intake/score/expected.ts'
import { efictionTables, type SiteRows } from './efiction-site.ts'
import type { Files } from './open-container.ts'
import { asHtml, asLines, OWN_STORIES, type OwnStory, smart, wordsIn } from './own-stories.ts'
import { type Cell, sqlDump } from './sql-dump.ts'

export interface ArchiveCase {
  files: Files
  works: WrittenWork[]
}

const NOTHING: WrittenWork = {
  fandoms: [],
  warnings: [],
  categories: [],
  relationships: [],
  characters: [],
  tags: [],
}

/** A work whose chapters are whole stories of ours. */
function work(title: string, chapters: [string | null, OwnStory][], more: WrittenWork): WrittenWork {
  const first = chapters[0]?.[1] as OwnStory
  const last = chapters.at(-1)?.[1] as OwnStory
  return {
    title,
    ...NOTHING,
    language: 'en',
    disclaimer: null,
    giftedTo: [],
    summary: null,
    notesBefore: null,
    notesAfter: null,
    ...more,
    chapters: chapters.map(([named, story]) => ({ title: named, scenes: 1, words: wordsIn(story) })),
    bodyStartsWith: OWN_STORIES[first][0].slice(0, 40),
    bodyEndsWith: (OWN_STORIES[last].at(-1) as string).slice(-40),
  }
}

/** windows-1252, as a chapter saved by a Windows editor is. */
function cp1252(text: string): Uint8Array {
  const signs: Record<string, number> = { '“': 0x93, '”': 0x94, '’': 0x92, '—': 0x97, '…': 0x85 }
  return Uint8Array.from([...text].map((sign) => signs[sign] ?? sign.charCodeAt(0)))
}

const SEA: SiteRows = {
  settings: [{ sitename: 'Harbour Lights', storiespath: 'stories', store: 'files' }],
  authors: [
    { uid: 2, penname: 'Tidewrack' },
    { uid: 3, penname: "O'Malley; (the elder)" },
    { uid: 5, penname: 'Renée D.' },
    { uid: 9, penname: 'Nobody Posted' },
  ],
  ratings: [
    { rid: 1, rating: 'G' },
    { rid: 3, rating: 'PG-13' },
    { rid: 4, rating: 'R' },
  ],
  categories: [
    { catid: 1, category: 'TV Shows', parentcatid: -1 },
    { catid: 2, category: 'Books', parentcatid: -1 },
    { catid: 11, category: 'Salt & Iron', parentcatid: 1, leveldown: 1 },
    { catid: 12, category: 'The Walled Garden', parentcatid: 2, leveldown: 1 },
  ],
  characters: [
    { charid: 1, catid: 11, charname: 'Maren Holt' },
    { charid: 2, catid: 11, charname: 'Jonah Reed' },
    { charid: 3, catid: 12, charname: 'Beatrix' },
    { charid: 12, catid: 12, charname: 'The Gardener' },
  ],
  classtypes: [
    { classtype_id: 1, classtype_name: 'genres', classtype_title: 'Genres' },
    { classtype_id: 2, classtype_name: 'warnings', classtype_title: 'Warnings' },
    { classtype_id: 3, classtype_name: 'storytype', classtype_title: 'Story Type' },
  ],
  classes: [
    { class_id: 1, class_type: 1, class_name: 'Angst' },
    { class_id: 2, class_type: 1, class_name: 'Hurt/Comfort' },
    { class_id: 3, class_type: 2, class_name: 'Character Death' },
    { class_id: 4, class_type: 3, class_name: 'Slash' },
    { class_id: 14, class_type: 3, class_name: 'Vignette' },
    { class_id: 5, class_type: 2, class_name: 'Adult Themes' },
  ],
}

/** Traps in strings, files of two encodings, order, co-authors, series, an unpublished story, a stray file. */
const mysqldumpWithFiles = (): ArchiveCase => ({
  files: {
    'backup_2009.sql': sqlDump(
      'mysqldump',
      efictionTables({
        ...SEA,
        coauthors: [{ sid: 20, uid: 5 }],
        series: [{ seriesid: 4, title: 'Lamps of the Coast', uid: 2 }],
        inseries: [
          { seriesid: 4, sid: 21, inorder: 2 },
          { seriesid: 4, sid: 20, inorder: 1 },
        ],
        stories: [
          {
            sid: 20,
            title: "The Keeper's Lamp; (a story) -- part of it",
            summary:
              "He said 'wait'; she said \"no\".\r\nINSERT INTO `fanfiction_stories` VALUES (99,'never'); -- all the same\r\n/* and so on */",
            storynotes: '<p>Written for nobody; found by everybody.</p>',
            catid: '11',
            classes: '1,4,3',
            charid: '1,2',
            rid: '3',
            date: '2004-02-29 10:00:00',
            updated: '2004-03-09 11:30:00',
            uid: 2,
            coauthors: '1',
            completed: '1',
            wordcount: wordsIn('lighthouse') + wordsIn('radio'),
          },
          {
            sid: 21,
            title: 'Rows',
            catid: '12',
            classes: '2,14',
            charid: '3,12',
            rid: '1',
            uid: 3,
            completed: '0',
            date: '0000-00-00 00:00:00',
            updated: '0000-00-00 00:00:00',
            wordcount: wordsIn('garden'),
          },
          { sid: 22, title: 'Not Yet', catid: '12', rid: '1', uid: 9, validated: '0' },
        ],
        chapters: [
          {
            chapid: 31,
            sid: 20,
            uid: 2,
            inorder: 2,
            title: 'Voices',
            endnotes: 'Thanks to R.',
            wordcount: wordsIn('radio'),
          },
          { chapid: 35, sid: 20, uid: 2, inorder: 1, title: 'Chapter 1', wordcount: wordsIn('lighthouse') },
          { chapid: 33, sid: 21, uid: 3, inorder: 1, title: 'Rows', wordcount: wordsIn('garden') },
          { chapid: 34, sid: 22, uid: 9, inorder: 1, title: 'Not Yet' },
        ],
        reviews: [
          { reviewid: 1, item: 20, chapid: 35, reviewer: 'Ann', review: 'Oh, the match!', rating: 10 },
        ],
      }),
    ),
    'stories/2/31.txt': cp1252(smart(asHtml('radio'))),
    'stories/2/35.txt': smart(asHtml('lighthouse')),
    'stories/2/images/imagelist.js': 'var tinyMCEImageList = new Array();',
    'stories/3/33.txt': asLines('garden'),
    'stories/9/34.txt': asLines('chess'),
    'stories/9/77.txt': asLines('bakery'),
    'stories/index.php': '<?php header("Location: ../index.php"); ?>',
  },
  works: [
    work(
      "The Keeper's Lamp; (a story) -- part of it",
      [
        [null, 'lighthouse'],
        ['Voices', 'radio'],
      ],
      {
        authors: ['Tidewrack', 'Renée D.'],
        fandoms: ['Salt & Iron'],
        rating: 'teen',
        warnings: ['major-character-death'],
        categories: ['m/m'],
        characters: ['Maren Holt', 'Jonah Reed'],
        tags: ['Angst'],
        summary:
          "He said 'wait'; she said \"no\". INSERT INTO `fanfiction_stories` VALUES (99,'never'); -- all the same /* and so on */",
        notesBefore: 'Written for nobody; found by everybody.',
        series: 'Lamps of the Coast',
        status: 'complete',
        published: '2004-02-29',
        updated: '2004-03-09',
        declaredWords: wordsIn('lighthouse') + wordsIn('radio'),
      },
    ),
    work('Rows', [[null, 'garden']], {
      authors: ["O'Malley; (the elder)"],
      fandoms: ['The Walled Garden'],
      rating: 'general',
      characters: ['Beatrix', 'The Gardener'],
      tags: ['Hurt/Comfort', 'Vignette'],
      series: 'Lamps of the Coast',
      status: 'in-progress',
      published: null,
      updated: null,
      declaredWords: wordsIn('garden'),
    }),
  ],
})

/** Text in the table, pairings for categories, dates in seconds, another prefix. */
const phpmyadminInTable = (): ArchiveCase => ({
  files: {
    'localhost.sql': sqlDump(
      'phpmyadmin',
      efictionTables(
        {
          settings: [{ sitename: 'The Salt and Iron Fan Fiction Archive', store: 'mysql' }],
          authors: [
            { uid: 1, penname: 'Admin' },
            { uid: 4, penname: 'kittiwake' },
          ],
          ratings: [
            { rid: 1, rating: 'All Ages' },
            { rid: 5, rating: 'NC-17' },
          ],
          categories: [
            { catid: 1, category: 'General' },
            { catid: 2, category: 'Slash Pairings' },
            { catid: 6, category: 'Jonah/Maren', parentcatid: 3 },
            { catid: 3, category: 'Het Pairings' },
            { catid: 7, category: 'Jonah/Pavel', parentcatid: 2 },
            { catid: 8, category: 'Other Slash Pairing', parentcatid: 2 },
          ],
          characters: [
            { charid: 1, catid: -1, charname: 'Jonah' },
            { charid: 2, catid: -1, charname: 'Pavel' },
          ],
          classtypes: [
            { classtype_id: 1, classtype_name: 'genres', classtype_title: 'Genres' },
            { classtype_id: 2, classtype_name: 'warnings', classtype_title: 'Warnings' },
          ],
          classes: [
            { class_id: 1, class_type: 1, class_name: 'General' },
            { class_id: 2, class_type: 1, class_name: 'Action/Adventure' },
            { class_id: 3, class_type: 2, class_name: 'Non-Consensual Sex Acts' },
            { class_id: 4, class_type: 2, class_name: 'Language' },
          ],
          challenges: [{ chalid: 3, challenger: 'Admin', title: 'Ten Lines Challenge' }],
          stories: [
            {
              sid: 1,
              title: 'Post &amp; Board',
              summary: '<p>They play <i>by post</i>.</p>',
              catid: '7',
              classes: '2,3,4',
              charid: '1,2',
              rid: '5',
              uid: 4,
              date: 1142181830,
              updated: 1143181830,
              completed: 1,
              challenges: '3',
              wordcount: wordsIn('chess'),
            },
            {
              sid: 2,
              title: 'The Last Train',
              catid: '1',
              classes: '1',
              charid: '0',
              rid: '1',
              uid: 4,
              date: 1152181830,
              updated: 1152181830,
              completed: 1,
              wordcount: wordsIn('station'),
            },
          ],
          chapters: [
            {
              chapid: 1,
              sid: 1,
              uid: 4,
              inorder: 1,
              title: '1',
              storytext: asHtml('chess'),
              notes: 'For the ten lines challenge.',
            },
            {
              chapid: 2,
              sid: 2,
              uid: 4,
              inorder: 1,
              title: 'kittiwake',
              storytext: `<p class="MsoNormal"><font face="Arial">${OWN_STORIES.station.join('<o:p></o:p></font></p>\r\n<p class="MsoNormal">&nbsp;</p>\r\n<p class="MsoNormal"><font face="Arial">')}</font></p>`,
            },
          ],
        },
        { prefix: 'h9_fanfiction_' },
      ),
    ),
  },
  works: [
    work('Post & Board', [[null, 'chess']], {
      authors: ['kittiwake'],
      fandoms: ['Salt and Iron'],
      rating: 'explicit',
      warnings: ['non-con', 'Language'],
      categories: ['m/m'],
      relationships: ['Jonah/Pavel'],
      characters: ['Jonah', 'Pavel'],
      tags: ['Action/Adventure', 'Ten Lines Challenge'],
      summary: 'They play by post.',
      notesBefore: 'For the ten lines challenge.',
      status: 'complete',
      published: '2006-03-12',
      updated: '2006-03-24',
      declaredWords: wordsIn('chess'),
    }),
    work('The Last Train', [[null, 'station']], {
      authors: ['kittiwake'],
      fandoms: ['Salt and Iron'],
      rating: 'general',
      categories: ['gen'],
      tags: ['General'],
      status: 'complete',
      published: '2006-07-06',
      declaredWords: wordsIn('station'),
    }),
  ],
})

/** eFiction's own backup: no definitions, double quotes; a round robin; a folder of another name. */
const ownBackup = (): ArchiveCase => ({
  files: {
    'Harbour_Lights05-01-2016.sql': sqlDump(
      'efiction-backup',
      efictionTables({
        ...SEA,
        settings: [{ sitename: 'Harbour Lights', storiespath: 'storiesef' }],
        stories: [
          {
            sid: 40,
            title: 'Round the "Lamp"',
            summary: 'A line, a comma, "a quote";\nand a second line.',
            catid: '11',
            classes: '14',
            charid: '1',
            rid: '4',
            uid: 2,
            rr: 1,
            completed: 0,
            date: '0000-00-00 00:00:00',
            updated: '2007-01-02 00:00:00',
          },
        ],
        chapters: [
          { chapid: 401, sid: 40, uid: 2, inorder: 1, title: 'First Watch' },
          { chapid: 402, sid: 40, uid: 3, inorder: 2, title: 'Second Watch' },
          { chapid: 403, sid: 40, uid: 5, inorder: 3, title: 'Third Watch', validated: '0' },
        ],
      }),
    ),
    'public_html/storiesef/2/401.txt': asLines('lighthouse'),
    'public_html/storiesef/3/402.txt': asLines('bakery').replaceAll("'", "\\'").replaceAll('"', '\\"'),
    'public_html/storiesef/5/403.txt': asLines('radio'),
  },
  works: [
    work(
      'Round the "Lamp"',
      [
        ['First Watch', 'lighthouse'],
        ['Second Watch', 'bakery'],
      ],
      {
        authors: ['Tidewrack', "O'Malley; (the elder)"],
        fandoms: ['Salt & Iron'],
        rating: 'mature',
        characters: ['Maren Holt'],
        tags: ['Vignette'],
        summary: 'A line, a comma, "a quote"; and a second line.',
        status: 'in-progress',
        published: null,
        updated: '2007-01-02',
      },
    ),
  ],
})

/** Version 1: chapters among the stories, names for ids, folders by pen name. */
const versionOne = (): ArchiveCase => ({
  files: {
    'db.sql': sqlDump(
      'mysqldump',
      efictionTables(
        {
          authors: [{ uid: 6, penname: 'Anna-Lena' }],
          categories: [{ catid: 1, category: 'Salt & Iron' }],
          stories: [
            {
              sid: 3,
              psid: 3,
              title: 'Cards',
              chapter: 'Herons',
              summary: 'By post.',
              catid: 1,
              gid: 'Romance, Humor',
              charid: 'Oskar, Ilse',
              wid: 'Violence, Non-Consensual',
              rid: 'PG-15',
              uid: 6,
              inorder: 0,
              completed: 1,
              date: '2001-10-11 00:00:00',
              updated: '2001-11-12 00:00:00',
              wordcount: wordsIn('chess'),
            },
            {
              sid: 8,
              psid: 3,
              title: 'Cards',
              chapter: 'Swans',
              summary: 'By post.',
              catid: 1,
              uid: 6,
              inorder: 1,
            },
            {
              sid: 5,
              psid: 3,
              title: 'Cards',
              chapter: '',
              summary: 'By post.',
              catid: 1,
              uid: 6,
              inorder: 2,
            },
          ],
        },
        { version: 1 },
      ),
    ),
    'stories/Anna-Lena/3.txt': asLines('chess'),
    'stories/Anna-Lena/8.txt': asHtml('station'),
    'stories/Anna-Lena/5.txt': asLines('garden'),
  },
  works: [
    work(
      'Cards',
      [
        ['Herons', 'chess'],
        ['Swans', 'station'],
        [null, 'garden'],
      ],
      {
        authors: ['Anna-Lena'],
        fandoms: ['Salt & Iron'],
        rating: 'teen',
        warnings: ['Violence', 'non-con'],
        characters: ['Oskar', 'Ilse'],
        tags: ['Romance', 'Humor'],
        summary: 'By post.',
        status: 'complete',
        published: '2001-10-11',
        updated: '2001-11-12',
      },
    ),
  ],
})

/** Latin1 on the way out of a database that held UTF-8; names for ids; an offsite story; prefix of the keeper's own. */
const spoiledLetters = (): ArchiveCase => {
  const spoiled = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
  return {
    files: {
      'spoiled.sql': sqlDump(
        'sequel-pro',
        efictionTables(
          {
            authors: [{ uid: 2, penname: spoiled('Zoë Ånäs') }],
            categories: [{ catid: 2, category: spoiled('Café Européen') }],
            stories: [
              {
                sid: 1,
                title: spoiled('Brücken — “Über alles hinüber”'),
                summary: spoiled('Naïve façades, “quoted” — and more…'),
                catid: '2',
                classes: 'Drama,Fluff',
                charid: 'Václav,Beatrix'.split(',').map(spoiled).join(','),
                rid: 'Mature',
                uid: 2,
                completed: '1',
              },
              { sid: 2, title: 'Elsewhere', catid: '2', rid: 'G', uid: 2, completed: '1' },
            ],
            chapters: [
              {
                chapid: 1,
                sid: 1,
                uid: 2,
                inorder: 1,
                title: '',
                storytext: spoiled(smart(asHtml('bakery'))),
              },
              {
                chapid: 2,
                sid: 2,
                uid: 2,
                inorder: 1,
                title: '',
                storytext:
                  '<center><a href=\\"http://www.example.com/elsewhere.html\\">Elsewhere</a></center>',
              },
            ],
          },
          { prefix: 'cafe_' },
        ),
      ),
    },
    works: [
      work('Brücken — “Über alles hinüber”', [[null, 'bakery']], {
        authors: ['Zoë Ånäs'],
        fandoms: ['Café Européen'],
        rating: 'mature',
        characters: ['Václav', 'Beatrix'],
        tags: ['Drama', 'Fluff'],
        summary: 'Naïve façades, “quoted” — and more…',
        status: 'complete',
      }),
    ],
  }
}

/** A whole server's dump: two archives with the same numbers, a blog, two story folders. */
const wholeServer = (): ArchiveCase => {
  const site = (title: string, penname: string, prefix: string) =>
    efictionTables(
      {
        authors: [{ uid: 2, penname }],
        categories: [
          { catid: 1, category: 'Salt & Iron' },
          { catid: 2, category: 'The Walled Garden' },
        ],
        stories: [{ sid: 1, title, catid: prefix === 'a_fanfiction_' ? '1' : '2', uid: 2, completed: '1' }],
        chapters: [
          { chapid: 1, sid: 1, uid: 2, inorder: 1 },
          { chapid: prefix === 'a_fanfiction_' ? 2 : 3, sid: 1, uid: 2, inorder: 2 },
        ],
        settings: [{ storiespath: prefix === 'a_fanfiction_' ? 'stories' : 'texts' }],
      },
      { prefix },
    )
  return {
    files: {
      'all.sql': sqlDump('mysqldump', [
        { name: 'wp_posts', columns: { id: 'int', post_title: 'text' }, rows: [[1, 'Hello; (world)']] },
        ...site('Lamps', 'Tidewrack', 'a_fanfiction_'),
        ...site('Spades', 'b. quill', 'b_fanfiction_'),
      ]),
      'a/stories/2/1.txt': asLines('lighthouse'),
      'a/stories/2/2.txt': asLines('radio'),
      'b/texts/2/1.txt': asLines('garden'),
      'b/texts/2/3.txt': asLines('station'),
    },
    works: [
      work(
        'Lamps',
        [
          [null, 'lighthouse'],
          [null, 'radio'],
        ],
        { authors: ['Tidewrack'], fandoms: ['Salt & Iron'], status: 'complete' },
      ),
      work(
        'Spades',
        [
          [null, 'garden'],
          [null, 'station'],
        ],
        { authors: ['b. quill'], fandoms: ['The Walled Garden'], status: 'complete' },
      ),
    ],
  }
}

type Rows = Record<string, Record<string, Cell>[]>

const OPEN_DOORS: Rows = {
  authors: [
    { id: 1, name: 'Tidewrack', email: 'private@example.com', imported: 0, do_not_import: 0, to_delete: 0 },
    { id: 2, name: 'b. quill', email: 'private@example.com', imported: 0, do_not_import: 0, to_delete: 0 },
    { id: 3, name: 'Gone Away', email: 'private@example.com', imported: 0, do_not_import: 1, to_delete: 0 },
  ],
  chapters: [
    {
      id: 4,
      position: 2,
      title: 'Chapter 2',
      text: `${asHtml('bakery')}\n\n\n<hr>\nThanks for reading this far.`,
      date: '2003-05-06 00:00:00',
      story_id: 7,
      notes: '',
      url: '',
    },
    {
      id: 9,
      position: 1,
      title: 'The Stairs',
      text: asHtml('lighthouse'),
      date: '2003-05-06 00:00:00',
      story_id: 7,
      notes: '',
      url: '',
    },
    {
      id: 11,
      position: 1,
      title: 'Gone',
      text: asHtml('radio'),
      date: '2003-05-06 00:00:00',
      story_id: 8,
      notes: '',
      url: '',
    },
  ],
  item_authors: [
    { id: 1, author_id: 1, item_id: 7, item_type: 'story' },
    { id: 2, author_id: 2, item_id: 7, item_type: 'story' },
    { id: 3, author_id: 3, item_id: 8, item_type: 'story' },
    { id: 4, author_id: 3, item_id: 7, item_type: 'story_link' },
  ],
  item_tags: [
    { id: 1, item_id: 7, item_type: 'story', tag_id: 5 },
    { id: 2, item_id: 7, item_type: 'story', tag_id: 6 },
    { id: 3, item_id: 7, item_type: 'story', tag_id: 7 },
    { id: 4, item_id: 7, item_type: 'story', tag_id: 8 },
    { id: 5, item_id: 7, item_type: 'story', tag_id: 9 },
  ],
  stories: [
    {
      id: 7,
      title: 'The Keeper&#39;s Lamp',
      summary: 'A lamp, a match.',
      notes: 'An old one.',
      date: '2003-05-06 00:00:00',
      updated: '2003-06-07 00:00:00',
      categories: '',
      tags: '',
      warnings: '',
      fandoms: '',
      characters: '',
      relationships: '',
      language_code: 'en',
      url: '',
      imported: 0,
      do_not_import: 0,
    },
    {
      id: 8,
      title: 'Taken Down',
      summary: '',
      notes: '',
      date: null,
      updated: null,
      categories: '',
      tags: '',
      warnings: '',
      fandoms: '',
      characters: '',
      relationships: '',
      language_code: 'en',
      url: '',
      imported: 0,
      do_not_import: 0,
    },
  ],
  story_links: [
    { id: 7, title: 'Away', url: 'http://example.com/away', imported: 0, do_not_import: 0, broken_link: 1 },
  ],
  tags: [
    {
      id: 5,
      original_tagid: 1,
      original_tag: 'Humour',
      original_type: 'genres',
      ao3_tag: 'Humor, Fluff',
      ao3_tag_type: 'Freeform, Freeform',
      ao3_tag_fandom: '',
    },
    {
      id: 6,
      original_tagid: 2,
      original_tag: 'Character Death',
      original_type: 'warnings',
      ao3_tag: 'Major Character Death',
      ao3_tag_type: 'Warning',
      ao3_tag_fandom: '',
    },
    {
      id: 7,
      original_tagid: 3,
      original_tag: 'R',
      original_type: 'rating',
      ao3_tag: 'Mature',
      ao3_tag_type: 'Rating',
      ao3_tag_fandom: '',
    },
    {
      id: 8,
      original_tagid: 4,
      original_tag: 'Maren',
      original_type: 'character',
      ao3_tag: 'Maren Holt (Salt &amp; Iron)',
      ao3_tag_type: 'Character',
      ao3_tag_fandom: 'Salt & Iron',
    },
    {
      id: 9,
      original_tagid: 5,
      original_tag: 'S&amp;I',
      original_type: 'category',
      ao3_tag: 'Salt &amp; Iron',
      ao3_tag_type: 'Fandom',
      ao3_tag_fandom: '',
    },
  ],
}

const OPEN_DOORS_WORK = work(
  "The Keeper's Lamp",
  [
    ['The Stairs', 'lighthouse'],
    [null, 'bakery'],
  ],
  {
    authors: ['Tidewrack', 'b. quill'],
    fandoms: ['Salt & Iron'],
    rating: 'mature',
    warnings: ['major-character-death'],
    characters: ['Maren Holt (Salt & Iron)'],
    tags: ['Humor', 'Fluff'],
    summary: 'A lamp, a match.',
    notesBefore: 'An old one.',
    published: '2003-05-06',
    updated: '2003-06-07',
  },
)
delete OPEN_DOORS_WORK.notesAfter

const openDoorsDump = (): ArchiveCase => ({
  files: {
    'salt_working_open_doors.sql': sqlDump(
      'sequel-pro',
      Object.entries(OPEN_DOORS).map(([name, rows]) => ({
        name,
        columns: Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, 'text'])),
        rows: rows.map((row) => Object.values(row)),
      })),
    ),
  },
  works: [OPEN_DOORS_WORK],
})

const quoted = (cell: Cell) =>
  cell === null ? '' : /[",\r\n;]/.test(`${cell}`) ? `"${String(cell).replaceAll('"', '""')}"` : `${cell}`

function csv(rows: Record<string, Cell>[]): string {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
  return `\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

const openDoorsTables = (): ArchiveCase => ({
  files: Object.fromEntries(
    Object.entries(OPEN_DOORS).map(([name, rows]) => [`salt_${name}.csv`, csv(rows)]),
  ),
  works: [OPEN_DOORS_WORK],
})

/** The temporary site's stories, one under both its writers; and AO3's import format with the texts beside it. */
const openDoorsJson = (): ArchiveCase => {
  const story = {
    id: 3,
    title: 'Post &amp; Board',
    summary: 'Nineteen years.',
    notes: '',
    rating: 'General Audiences',
    fandoms: 'Salt &amp; Iron',
    characters: 'Oskar, Ilse',
    relationships: 'Oskar/Ilse',
    categories: 'F/M',
    tags: 'Post, Chess, Slow Burn',
    warnings: 'No Archive Warnings Apply',
    language_code: 'en',
    date: '2002-03-04',
    author: { id: 1, name: 'Oskar Writes' },
    do_not_import: false,
    chapters: [
      { id: 8, title: 'Chapter 2', position: 2, text: asHtml('station') },
      { id: 9, title: 'Chapter 1', position: 1, text: asHtml('chess') },
    ],
  }
  const gone = { ...story, id: 4, title: 'Gone', do_not_import: true }
  return {
    files: {
      'temp-site.json': JSON.stringify(
        {
          O: [
            { name: 'Oskar Writes', stories: { 3: story, 4: gone } },
            { name: 'Second', stories: { 3: story } },
          ],
        },
        null,
        1,
      ),
      'ao3-import.json': JSON.stringify({
        archivist: 'salt_archivist',
        works: [
          {
            id: '12',
            title: 'Rows',
            summary: 'Beans.',
            fandoms: 'Original Work',
            warnings: 'Creator Chose Not To Use Archive Warnings',
            rating: 'General Audiences',
            categories: 'Gen',
            additional_tags: 'Ghosts, Spades',
            external_author_name: 'B. Quill',
            external_author_email: 'private@example.com',
            external_coauthor_name: 'Tidewrack',
            chapter_urls: ['http://old.example.com/stories/4/12.html'],
          },
        ],
      }),
      'stories/4/12.html': `<html><body>${asHtml('garden')}</body></html>`,
    },
    works: [
      work(
        'Post & Board',
        [
          [null, 'chess'],
          [null, 'station'],
        ],
        {
          authors: ['Oskar Writes'],
          fandoms: ['Salt & Iron'],
          rating: 'general',
          warnings: ['none-apply'],
          categories: ['f/m'],
          relationships: ['Oskar/Ilse'],
          characters: ['Oskar', 'Ilse'],
          tags: ['Post', 'Chess', 'Slow Burn'],
          summary: 'Nineteen years.',
          published: '2002-03-04',
        },
      ),
      work('Rows', [[null, 'garden']], {
        authors: ['B. Quill', 'Tidewrack'],
        fandoms: ['Original Work'],
        rating: 'general',
        warnings: ['chose-not'],
        categories: ['gen'],
        tags: ['Ghosts', 'Spades'],
        summary: 'Beans.',
      }),
    ],
  }
}

/** The committee's spreadsheet, with the texts in a folder beside it. */
const storyList = (): ArchiveCase => {
  const row = (id: number, title: string, summary: string, creator: string) => ({
    'Story ID': id,
    Title: title,
    Summary: summary,
    Creator: creator,
    'Creator Email': 'private@example.com',
    'New Email address': '',
    'AO3 Account? (& does email match?)': '',
    'Searched/Found': '',
    'Work on AO3?': '',
    'Import status': '',
    'importer/inviter': '',
    'import/invite date': '',
    'AO3 link': '',
    'Notes (if any)': '',
  })
  return {
    files: {
      'Salt & Iron - authors with stories.csv': csv([
        row(4, 'Rows', 'Beans, "straight as a hem".', 'b. quill'),
        row(4, 'Rows', 'Beans, "straight as a hem".', 'Tidewrack'),
        row(5, 'The Last Train', '', 'Anders W.'),
      ]),
      'chapters/4.html': asHtml('garden'),
      'chapters/5.txt': asLines('station'),
    },
    works: [
      work('Rows', [[null, 'garden']], {
        authors: ['b. quill', 'Tidewrack'],
        summary: 'Beans, "straight as a hem".',
      }),
      work('The Last Train', [[null, 'station']], { authors: ['Anders W.'] }),
    ],
  }
}

/** Perl's hash with quotes nobody escaped, the archive's own lines round each story, the writer's header in one. */
const automatedArchive = (): ArchiveCase => {
  const page = (title: string, author: string, story: OwnStory) =>
    `<html>\n<head><title>${title}</title></head>\n<body bgcolor="#ffffff">\n<h2>The Harbour Archive</h2>\n<p>Stories of the sea since 1998</p>\n<hr>\n<h1>${title}</h1>\n<p>by ${author}</p>\n<hr>\n${asHtml(story)}\n<hr>\n<p>Write to the keeper of the archive</p>\n<p>This story archived at http://harbour.example.com/</p>\n</body>\n</html>\n`
  const db = `%FILES = (

12 => {
	Title => 'The Keeper&#39;s Lamp',
	Author => 'Tidewrack',
	EmailAuthor => 'private@example.com',
	Category => 'Slash, Angst',
	Pairing => 'Maren/Jonah',
	Rating => 'PG-13',
	OptionalWarnings => 'character death',
	Summary => 'Who turned it down? It's not what you think,
and he said 'wait'.',
	PrintTime => '02/26/00',
	Location => '1/lamp',
	FileType => 'html',
},
13 => {
	Title => 'Rows',
	Author => 'b. quill',
	Date => '951523200',
	Location => '1/rows',
	FileType => 'txt',
},
14 => {
	Title => 'Post',
	Author => 'Ren\xe9e D.',
	Category => 'Gen',
	Rating => 'G',
	DatePrint => '12/01/99',
	Location => '2/post',
	FileType => 'html',
},
15 => {
	Title => 'The Last Train',
	Author => 'Anders',
	Rating => 'R',
	PrintTime => '03/04/01',
	Location => '2/train',
	FileType => 'html',
},
16 => {
	Title => 'Away',
	Author => 'Pavel',
	LocationURL => 'http://www.example.com/away.html',
},
);

1;
`
  return {
    files: {
      'ARCHIVE_DB.pl': Uint8Array.from(Buffer.from(db, 'latin1')),
      'archive/1/lamp.html': page('The Keeper&#39;s Lamp', 'Tidewrack', 'lighthouse'),
      'archive/1/rows.txt': `Title: Rows\nAuthor: b. quill\nFandom: The Walled Garden\nRating: PG\nSummary: It came up in rows.\n\n${asLines('garden')}\n`,
      'archive/2/post.html': page('Post', 'Ren&eacute;e D.', 'chess'),
      'archive/2/train.html': page('The Last Train', 'Anders', 'station'),
    },
    works: [
      work("The Keeper's Lamp", [[null, 'lighthouse']], {
        authors: ['Tidewrack'],
        rating: 'teen',
        warnings: ['major-character-death'],
        categories: ['m/m'],
        relationships: ['Maren/Jonah'],
        tags: ['Angst'],
        summary: "Who turned it down? It's not what you think, and he said 'wait'.",
        published: '2000-02-26',
      }),
      work('Rows', [[null, 'garden']], {
        authors: ['b. quill'],
        fandoms: ['The Walled Garden'],
        rating: 'general',
        summary: 'It came up in rows.',
        published: '2000-02-26',
      }),
      work('Post', [[null, 'chess']], {
        authors: ['Renée D.'],
        categories: ['gen'],
        rating: 'general',
        published: '1999-12-01',
      }),
      work('The Last Train', [[null, 'station']], {
        authors: ['Anders'],
        rating: 'mature',
        published: '2001-03-04',
      }),
    ],
  }
}

export const ARCHIVE_CASES: Record<string, () => ArchiveCase> = {
  '500-harbour backup': mysqldumpWithFiles,
  '501-salt in the table': phpmyadminInTable,
  '502-own backup': ownBackup,
  '503-version one': versionOne,
  '504-spoiled letters': spoiledLetters,
  '505-whole server': wholeServer,
  '506-open doors dump': openDoorsDump,
  '507-open doors tables': openDoorsTables,
  '508-open doors json': openDoorsJson,
  '509-list with texts': storyList,
  '510-automated archive': automatedArchive,
}
