/** One row, one number that rises with every transaction that writes works. */
export interface ClockTable {
  id: number
  value: number
}
