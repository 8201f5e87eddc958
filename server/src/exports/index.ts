export { auditCsv } from './audit-csv.ts';
export { actionsCsv } from './actions-csv.ts';
export { allowancesCsv } from './allowances-csv.ts';
export { answersCsv } from './answers-csv.ts';
export {
  commentsCsv,
  commentsFileName,
  themeCountsCsv,
  themeCountsFileName,
} from './comments-csv.ts';
export { changesCsv } from './changes-csv.ts';
export { editionChangesCsv, editionChangesFileName } from './edition-changes-csv.ts';
export { codebookCsv } from './codebook-csv.ts';
export { type CsvFormat, defaultCsvFormat } from './csv-format.ts';
export {
  answersFileName,
  changesFileName,
  editionName,
  exportFileName,
  formsFileName,
  reportFileName,
  scoresFileName,
  trendFileName,
  unitPairFileName,
  withEnding,
} from './file-name.ts';
export { drawCsv } from './draw-csv.ts';
export { instrumentDiffCsv, instrumentDiffFileName } from './instrument-diff-csv.ts';
export { groupingCsv } from './grouping-csv.ts';
export { impactHtml } from './impact-html.ts';
export { prioritiesCsv } from './priorities-csv.ts';
export { reportDocx } from './report-file.ts';
export { responsesCsv } from './responses-csv.ts';
export { type ScoresShape, scoresCsv } from './scores-csv.ts';
export { trendCsv } from './trend-csv.ts';
export { unitPairCsv } from './unit-pair-csv.ts';
export { weightsCsv } from './weights-csv.ts';
export { waveWorkbook } from './workbook.ts';
export type { WaveTables } from './workbook-tables.ts';
export { microdataZip } from './microdata-zip.ts';
export {
  bundleFiles,
  bundleFormat,
  methodVersion,
  scoreBundle,
  sha256,
  tableBytes,
} from './score-bundle.ts';
export { unzipPlain } from './unzip-file.ts';
