/** The migrations a library has been through. */
export interface MigrationsTable {
  number: number
  name: string
  applied_at: string
}
