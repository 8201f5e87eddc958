import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { falseAlarmPercents } from '@sipas/shared/quality';
import { printMeasure } from './quality-words.ts';

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

test('shows an hour as a clock does, also past midnight', () => {
  expect(printMeasure(21, 'h')).toBe('21:00');
  expect(printMeasure(25.657, 'h')).toBe('01:39 (rạng sáng hôm sau)');
  expect(printMeasure(0.9512, 'share')).toBe('0,951 (tỷ lệ)');
});
