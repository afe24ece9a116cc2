/** What holds within a group of an RTF file, and ends with it. */
import { BODY, type Look, type ParagraphLook, PLAIN } from '../office/flow.ts'

/** Where text of a group goes: the page, nowhere, or into a table or property of the file. */
export type Destination =
  | 'text'
  | 'skip'
  | 'fonts'
  | 'styles'
  | 'info'
  | 'title'
  | 'author'
  | 'keywords'
  | 'listText'
  /** A shape: only the text within it counts. */
  | 'shape'

export interface RtfParagraph extends ParagraphLook {
  style: number
  inTable: boolean
  leftTwips: number
  firstTwips: number
  /** A border on the left as well: a box round the text, and no rule. */
  boxed: boolean
  /** The border that the words behind speak of. */
  border: 'ruleAbove' | 'ruleBelow' | 'boxed' | null
}

export interface GroupState {
  destination: Destination
  look: Look
  /** Text that was deleted with changes tracked. */
  deleted: boolean
  font: number
  /** How many characters behind `\u` stand in for it. */
  fallback: number
  paragraph: RtfParagraph
  /** A place of its own begins with this group: a note, a box. */
  hasPlace: boolean
}

export const PLAIN_PARAGRAPH: RtfParagraph = {
  ...BODY,
  style: 0,
  inTable: false,
  leftTwips: 0,
  firstTwips: 0,
  boxed: false,
  border: null,
}

export function newState(): GroupState {
  return {
    destination: 'text',
    look: PLAIN,
    deleted: false,
    font: 0,
    fallback: 1,
    paragraph: PLAIN_PARAGRAPH,
    hasPlace: false,
  }
}
