/** Short stories written for the tests, paragraph by paragraph. */
export const OWN_STORIES = {
  lighthouse: [
    'The lamp went out at ten past four, and Maren knew before she reached the stairs that it had been turned down by hand.',
    '"You said you would wait," she told the dark. Nobody answered; only the sea went on counting the rocks, one after another, the way it had done all her life.',
    'She found him on the gallery with his coat over his knees. Jonah had the matches in his fist and the look of somebody who has made up his mind and would like to be talked out of it.',
    'She sat down beside him instead. In the end it was he who struck the match, and the light came round again over both of them as if it had never been away.',
  ],
  bakery: [
    'There was flour on the telephone, which meant that Ilse had answered it, and there was flour on the calendar, which meant that it had been about Thursday.',
    'Tomas read the floury thumbprint twice. Thursday was the inspector; Thursday was also the day the oven liked to sulk.',
    '"We could close," said Ilse from under the table, where the cat had put the good whisk. "We could say somebody died."',
    '"Somebody will," said Tomas, "if he opens the cellar." But he tied his apron on again and began to count the eggs, because bread does not wait for anyone to be brave.',
  ],
  station: [
    'The last train was three carriages long and all of them were empty, which was how Anders liked it.',
    "He walked through with his lantern, trying the doors. In the second carriage somebody had left a child's glove; in the third somebody had left the child.",
    '"I\'m going to the end," she said before he could ask. She was holding the other glove. "My gran says you always know the end when you get there."',
    'Anders thought about the end of the line: a shed, a lamp, a dog that belonged to no one. "She\'s right," he said, and sat down across from her to wait for it.',
  ],
  garden: [
    'Nothing had been planted in the walled garden since the war, yet each spring it came up in rows.',
    'Beatrix kept a notebook of it. Beans where no bean had been put. A line of lettuces, straight as a hem. On the second of May, eleven potatoes, washed.',
    '"It\'s only us," the gate said one evening, in the voice of the old gardener, whom she had helped to bury. "We didn\'t like to stop."',
    'She thought it over for a night. In the morning she left the good spade leaning by the wall, and beside it a pot of tea.',
  ],
  radio: [
    'At night the radio found stations that had been closed for years. Pavel wrote down what they said, in case somebody should want it.',
    'Mostly it was weather. "Fog in the Bight," said a woman whose voice had a crackle in it like frying, "and all ships are asked to come home."',
    'On the third of November she read out his address.',
    "He put on his boots then, and his father's hat, and went down to the harbour, where something with its lamps lit was already tying up.",
  ],
  chess: [
    'They had played by post for nineteen years, and in all that time Oskar had never asked what she looked like.',
    'Her cards came with stamps of birds. Knight to f6, with a heron. Castles, with a pair of swans. Once, with no move at all, a robin, and he had worried for a month.',
    '"You could go and see her," his nephew said. "It is two hours by train."',
    'Oskar looked at the board, where her queen stood quite alone in the middle of everything. "It\'s not my move," he said; but he was already looking for his shoes.',
  ],
} as const

export type OwnStory = keyof typeof OWN_STORIES

/** As eFiction's own editor leaves it. */
export function asHtml(story: OwnStory): string {
  return OWN_STORIES[story].map((paragraph) => `<p>${paragraph}</p>`).join('\r\n')
}

/** Line ends for breaks, a blank line between paragraphs. */
export function asLines(story: OwnStory): string {
  return OWN_STORIES[story].join('\n\n')
}

export const smart = (text: string) =>
  text
    .replace(/(^|[\s>(])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/'/g, '’')

export function wordsIn(story: OwnStory): number {
  return OWN_STORIES[story]
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
