import { expect, test } from 'vitest';
import type { ScoreTable } from '@sipas/shared/wire';
import { defaultCsvFormat } from './csv-format.ts';
import { scoresCsv } from './scores-csv.ts';

test('takes no rows but those that have passed the gate: others do not compile [S-40]', async () => {
  const table = { rows: [] as ScoreTable['rows'] } as ScoreTable;

  // @ts-expect-error The rows are not Published.
  const file = scoresCsv(table, 'long', defaultCsvFormat);

  expect((await file.next()).done).toBe(false);
});
