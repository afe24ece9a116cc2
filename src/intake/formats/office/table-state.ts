/** The table a file is in, where cells and rows are marked at their ends: they are begun by the first text behind. */
import type { Flow } from './flow.ts'

export class TableState {
  private open: 'none' | 'table' | 'row' | 'cell' = 'none'

  /** Text of a cell comes. */
  enterCell(flow: Flow): void {
    if (this.open === 'none') flow.table('<table>')
    if (this.open === 'none' || this.open === 'table') flow.table('<tr>')
    if (this.open !== 'cell') flow.table('<td>')
    this.open = 'cell'
  }

  endCell(flow: Flow): void {
    this.enterCell(flow)
    flow.table('</td>')
    this.open = 'row'
  }

  endRow(flow: Flow): void {
    if (this.open === 'cell') flow.table('</td>')
    if (this.open === 'cell' || this.open === 'row') flow.table('</tr>')
    if (this.open !== 'none') this.open = 'table'
  }

  /** Text behind the table comes. */
  leave(flow: Flow): void {
    this.endRow(flow)
    if (this.open === 'table') flow.table('</table>')
    this.open = 'none'
  }
}
