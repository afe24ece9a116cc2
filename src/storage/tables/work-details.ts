/** What only a work's own pages need. */
export interface WorkDetailsTable {
  work_id: number
  /** JSON: what recovery made of the sources, untouched by people; null once a removed work was thrown away. */
  recovered: string | null
  /** JSON: by field, what a person said. */
  corrections: string
  /** 1 when a person said that the borders of this text are right. */
  story_confirmed: number
  /** JSON: what recovery made of it and of its versions together; null where it has none. */
  united: string | null
}
