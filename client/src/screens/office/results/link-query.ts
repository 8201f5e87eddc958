import type { LinkRequest, LinkedFile } from '@sipas/shared/wire';
import type { CsvFormat, ScoreQuery } from '../../../ports/office-api.ts';

/**
 * Answers: what a link to this file asks for, so that it gives what the screen shows and the dialog would save.
 * Shape:   file, the table on the screen, how a table is written → parameters by name; a workbook takes form and scheme alone.
 */
export function linkQuery(
  file: LinkedFile,
  { instrument, level, by, scheme, group }: ScoreQuery,
  { shape, decimal, separator, bom }: CsvFormat,
): LinkRequest['query'] {
  if (file === 'workbook.xlsx')
    return { instrument, scheme, area: level.startsWith('grouping:') ? level : 'district' };
  const table = { instrument, level, by, scheme, ...(group === null ? {} : { group }) };
  return file === 'scores.csv'
    ? { ...table, shape, decimal, separator, bom: bom ? '1' : '0' }
    : table;
}
