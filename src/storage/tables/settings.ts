/** What a person set for the whole library; each value is JSON. */
export interface SettingsTable {
  name: 'standing-filters' | 'library-id'
  value: string
}
