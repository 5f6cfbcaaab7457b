/** Tables: CSV text to cells, cells held against their columns, and the compact form that hosts load. */
export {
  type CatalogData,
  type Cells,
  compile,
  type CompiledTable,
  forEachRow,
  openTable,
  type OpenTable,
  toNumber,
} from './compiled.ts';
export { type TableProblem, tableProblemMessage, tableProblemText } from './problem.ts';
export { type RawRow, type RawTable, readCsv, readCsvAs, writeCsv } from './table.ts';
export { validate, validateAs } from './validate.ts';
