export { allowancesCsv } from './allowances-csv.ts';
export { codebookCsv } from './codebook-csv.ts';
export { type CsvFormat, defaultCsvFormat } from './csv-format.ts';
export { drawCsv } from './draw-csv.ts';
export { exportFileName } from './file-name.ts';
export { responsesCsv } from './responses-csv.ts';
export { type ScoresShape, scoresCsv } from './scores-csv.ts';
export { weightsCsv } from './weights-csv.ts';
