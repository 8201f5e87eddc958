import type { GroupingDetails } from '@sipas/shared/wire';
import { type CsvFormat, csvBytes, text } from './csv-format.ts';

/**
 * Answers: a grouping as a file that can be changed in a spreadsheet and taken in again.
 * Shape:   one row a commune, in the order of codes.
 * Rule:    U-67
 */
export function groupingCsv(
  { areas, communes }: Pick<GroupingDetails, 'areas' | 'communes'>,
  format: CsvFormat,
): AsyncGenerator<Uint8Array> {
  const titles = new Map(areas.map(({ code, title }) => [code, title]));
  return csvBytes(
    ['commune_code', 'commune_name', 'node_code', 'node_name'],
    communes.map(({ code, name, area }) => [
      text(code),
      text(name),
      text(area),
      text(titles.get(area) ?? ''),
    ]),
    format,
  );
}
