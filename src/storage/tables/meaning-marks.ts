/** Which revision of a work an encoder's vectors were made from. */
export interface MeaningMarksTable {
  /** The encoder's id. */
  model: string
  work_id: number
  revision: number
}
