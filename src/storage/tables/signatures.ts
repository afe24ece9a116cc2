/** What a text is recognised by among others; made from its words alone. */
export interface SignaturesTable {
  text_id: number
  /** As they were counted for comparing. */
  words: number
  /** JSON: numbers below 2^52, rising. */
  keys: string
  /** 1 once the text was compared with those it might be the same as. */
  compared: number
}

/** The same keys, to be looked up by. Those of a text thrown away mean nothing and are cleared away now and then. */
export interface SignatureKeysTable {
  key: number
  text_id: number
}
