export interface ReadingPlacesTable {
  work_id: number
  chapter: number
  block: number
  fraction: number
  at: string
}
