import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { falseAlarmPercents } from '@sipas/shared/quality';

test('tells the rates of false alarms that docs/quality.md has', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/quality.md'), 'utf8');
  const measured = new Map(
    [...docs.matchAll(/^\| `([a-z.-]+)` \| (\d+\.\d+ %) of \d+ \|/gm)].map(([, code, rate]) => [
      code,
      rate,
    ]),
  );
  expect(Object.fromEntries(measured)).toEqual(
    Object.fromEntries(
      Object.entries(falseAlarmPercents).map(([code, percent]) => [code, `${percent} %`]),
    ),
  );
});
