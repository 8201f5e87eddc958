import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSampler } from '../../src/scoring/cluster-interval.ts';
import { figureInterval } from '../../src/scoring/index-interval.ts';
import { planFigures } from '../../src/scoring/satisfaction-index.ts';
import type { Answers } from '../../src/response/index.ts';
import { countAnswers, layout } from './arbitrary-answers.ts';
import { smallInstrument } from './small-instrument.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/method.md'), 'utf8');

test('the example of the method page is what is computed [S-20]', () => {
  // Rows "| 1 | 8 | 10 | 0,0125 |": village, satisfied, valid, what it brings.
  const rows = [...page.matchAll(/^\| \d \| (\d+) \| (\d+) \| .*\|$/gm)];
  const villages = rows.map(([, satisfied, valid]) =>
    Array.from({ length: Number(valid) }, (_, index): Answers => {
      return { a1: index < Number(satisfied) ? '5' : '2' };
    }),
  );
  const clusters = villages.map((all) => ({ stratum: '855', counts: countAnswers(all) }));
  const [a1] = planFigures(smallInstrument, layout, ['criterion']);
  if (a1 === undefined) throw new Error('the small instrument has no criterion');

  const sample = createSampler(layout.criteria, new Map([['855', clusters.length]]))(clusters);
  const found = figureInterval(a1, 'criterion_mean', sample, villages.flat().length);

  expect(rows).toHaveLength(4);
  expect(found?.degreesOfFreedom).toBe(3);
  const printed = (share = Number.NaN) => (share * 100).toFixed(2);
  const [low, high] = found?.interval ?? [];
  // R 4.2.2: u <- c(.5, -1.5, 1.5, -.5) / 40; se <- sqrt(4/3 * sum(u^2)) gives 0.06454972;
  // plogis(qlogis(.75) + c(-1, 1) * qt(.975, 3) * se / .1875) gives 0.5007517 and 0.8997291.
  expect([printed(low), printed(high)]).toEqual(['50.08', '89.97']);
  expect(((found?.standardError ?? 0) * 100).toFixed(3)).toBe('6.455');
  for (const figure of ['**6,455**', '**50,08 % đến 89,97 %**', '**50.08 % to 89.97 %**'])
    expect(page).toContain(figure);
});
