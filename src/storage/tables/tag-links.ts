/** What a person said of two tags of one field. */
export interface TagLinksTable {
  tag_id: number
  /** `synonym`: another name of the target; `parent`: stands under it; `apart`: stands for itself (the target is the tag). */
  kind: 'synonym' | 'parent' | 'apart'
  target_id: number
  /** 1 once it was taken back. */
  gone: number
  at: string
  /** Of the clock, when it was last said or taken back. */
  seq: number
}
