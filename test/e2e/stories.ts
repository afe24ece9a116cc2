/** Short stories as files, in the states the pages have to show: written for these tests. */

const KETTLE = [
  'The kettle had been on the boil for an hour when the lamp went out.',
  '"That is the generator," said Imre, without looking up from his cards.',
  'Rook put his hand flat on the table. The whole lighthouse hummed, and then it did not, and in the quiet they could hear the sea reconsider its position on the rocks below.',
  '"You are going to have to say it," Rook said. "Before the tide does."',
  'Imre laid down the queen of cups. He had carried it in his sleeve since February, and it had *never* once been any use to him.',
]

const STAIRS = [
  'There were a hundred and nineteen stairs and he counted them in the dark, aloud, so that Rook would know how far away he was.',
  'At sixty he stopped. The wall was wet where it had no business to be.',
  '"Still here," he called.',
  '"I know," said the dark. "I can hear you thinking."',
]

const MORNING = [
  'One hour later the light came back by itself, as if it had only stepped out.',
  'They were sitting on the gallery with their feet over the edge of the world, sharing the last of the bread.',
  '"I have been in love with you," Imre said, to the horizon, "for such a long time that I have started to find it dull."',
  'Rook laughed so hard he nearly lost the bread.',
]

/** `### ` begins a chapter heading, `~~ ` a paragraph before which a lost break is suspected. */
export interface TestStory {
  path: string
  text: string
}

function text(header: string[], body: string[]): string {
  return `${[...header, ...body].join('\n\n')}\n`
}

const QUIET_BERTH = text(
  [
    'Title: The Quiet Berth',
    'Author: quillfeather',
    'Fandom: Harbour Nine',
    'Rating: G',
    'Warnings: none',
    'Pairing: Rook & Imre',
    'Characters: Rook, Imre',
    'Tags: Found Family, Lighthouses, hurt/comfort',
    'Summary: The generator fails, the tide doesn’t, and Imre finally says the thing. Sort of.',
    'Status: in progress',
    'Words: 590',
  ],
  [
    'Chapter 1: The Lamp',
    ...KETTLE,
    '***',
    ...STAIRS,
    'Chapter 2: The Stairs',
    ...STAIRS,
    ...MORNING,
    ...KETTLE,
    'Chapter 3',
    ...MORNING,
    '***',
    ...KETTLE,
  ],
)

const LOAN = text(
  [
    'Title: A Loan Until Morning',
    'Author: marrowbone',
    'Fandom: Harbour Nine',
    'Rating: T',
    'Warnings: language, and one bad night at sea',
    'Pairing: Rook/Imre',
    'Tags: AU, angst',
    'Summary: He only borrowed the heart. He meant to give it back.',
    'Status: complete',
  ],
  [
    'It was, she supposed, the only heart in the harbour that could be relied on to start again by itself.',
    ...KETTLE,
    ...MORNING,
  ],
)

const GLASS_ROAD = text(
  [
    'Title: The Glass Road',
    'Author: Tamsin Vale',
    'Fandom: Saltmarsh',
    'Rating: M',
    'Warnings: graphic violence',
    'Category: F/F',
    'Status: complete',
  ],
  [
    'Chapter 1: Leaving',
    ...STAIRS,
    ...KETTLE,
    'Chapter 2: Arriving',
    ...MORNING,
    'Chapter 3: Staying',
    ...KETTLE,
  ],
)

const NAMELESS = text(
  [],
  [
    '“How on earth did it get past the defences?” said the captain, to nobody in the room.',
    ...KETTLE,
    ...MORNING,
  ],
)
const NAMELESS_TOO = text([], ['Nobody had told the gulls that the war was over.', ...STAIRS, ...MORNING])

/** Fourteen short ones, so that the library has more than one page. */
const DRABBLES: TestStory[] = Array.from({ length: 18 }, (_, index) => ({
  path: `drabbles/${`${index + 1}`.padStart(2, '0')} tide.txt`,
  text: text(
    [
      `Title: Tide Table ${index + 1}`,
      `Author: ${index % 2 === 0 ? 'quillfeather' : 'tidewrack'}`,
      'Fandom: Harbour Nine',
      `Rating: ${['G', 'T', 'M', 'E'][index % 4]}`,
    ],
    [KETTLE[index % KETTLE.length] as string, MORNING[index % MORNING.length] as string],
  ),
}))

export const STORIES: TestStory[] = [
  ...DRABBLES,
  { path: '017_9be2c1f04ad70c2e.txt', text: NAMELESS },
  { path: '018_4410aa7be0d21f93.txt', text: NAMELESS_TOO },
  { path: 'vale/the glass road.txt', text: GLASS_ROAD },
  { path: 'a loan until morning.txt', text: LOAN },
  { path: 'the quiet berth.txt', text: QUIET_BERTH },
]
