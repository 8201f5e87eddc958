export { allowancesCsv } from './allowances-csv.ts';
export { changesCsv } from './changes-csv.ts';
export { codebookCsv } from './codebook-csv.ts';
export { type CsvFormat, defaultCsvFormat } from './csv-format.ts';
export { exportFileName, scoresFileName } from './file-name.ts';
export { drawCsv } from './draw-csv.ts';
export { responsesCsv } from './responses-csv.ts';
export { type ScoresShape, scoresCsv } from './scores-csv.ts';
export { weightsCsv } from './weights-csv.ts';
