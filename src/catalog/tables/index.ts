/** Tables: CSV text to cells, cells held against their columns, the compact form that hosts load, and cells to rows. */
export {
  type CatalogData,
  type Cells,
  compile,
  type CompiledTable,
  forEachRow,
  openTable,
  type OpenTable,
  recordCells,
  toNumber,
} from './compiled.ts';
export { decoder } from './decode.ts';
export { type TableProblem, tableProblemMessage, tableProblemText } from './problem.ts';
export { type RawRow, type RawTable, readCsv, readCsvAs, writeCsv } from './table.ts';
export { validate, validateAs } from './validate.ts';
