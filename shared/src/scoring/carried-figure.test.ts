import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryAnswers, countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { percentHundredths, printPercent } from '../kernel/index.ts';
import type { AnswerCounts } from './answer-counts.ts';
import { carryCounts } from './carried-counts.ts';
import { computeCarriedFigure } from './carried-figure.ts';
import { computeFigure, planFigures, scoreKinds } from './satisfaction-index.ts';
import { schemeNames } from './schemes.ts';

const plan = planFigures(smallInstrument, layout, scoreKinds);
const overall = planFigures(smallInstrument, layout, ['overall'])[0];

function carryTo(parts: readonly (readonly [AnswerCounts, bigint, bigint])[]) {
  const names = parts.map((_, index) => String(index));
  const links = parts.flatMap(([, numerator, denominator], index) => [
    {
      from: names[index] ?? '',
      to: 'u',
      share: { numerator, denominator },
      basis: 'census' as const,
    },
  ]);
  const countsByCommune = new Map(parts.map(([counts], index) => [names[index] ?? '', counts]));
  const { length } = layout;
  const carried = carryCounts({ countsByCommune, links, unitOf: (code) => code, length });
  const counts = carried.byUnit.get('u');
  if (!counts || !overall) throw new Error('nothing was carried');
  return { counts, overall };
}

test('weighs the answers of a commune by the share that came [S-13]', () => {
  // 4 people satisfied in all, half of which came: 2; and 3 people not satisfied, whole. 2 of 5 = 40 %.
  const satisfied = countAnswers(Array.from({ length: 4 }, () => ({ a1: '5', i1: '4' })));
  const unhappy = countAnswers(Array.from({ length: 3 }, () => ({ a1: '3', i1: '1' })));
  const { counts, overall } = carryTo([
    [satisfied, 1n, 2n],
    [unhappy, 1n, 1n],
  ]);

  for (const scheme of schemeNames) {
    const { share, valid } = computeCarriedFigure(overall, counts, scheme);

    expect(share && printPercent(share)).toBe('40.00');
    expect(valid.numerator).toBe(5n * valid.denominator);
  }
});

test('has no share where nobody answered [S-13]', () => {
  const { counts, overall } = carryTo([[countAnswers([{ sex: '1' }]), 1n, 1n]]);

  expect(computeCarriedFigure(overall, counts, 'criterion_mean').share).toBeNull();
});

test('is the figure of the people themselves where whole communes were moved [S-13]', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryAnswers, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...schemeNames),
      (responses, scheme) => {
        const counts = countAnswers(responses);
        const carried = carryTo([[counts, 1n, 1n]]).counts;

        for (const planned of plan) {
          const mine = computeCarriedFigure(planned, carried, scheme);
          const plain = computeFigure(planned, counts, scheme);
          expect(mine.share && percentHundredths(mine.share)).toBe(
            plain.share && percentHundredths(plain.share),
          );
          expect(mine.valid).toEqual({ numerator: BigInt(plain.valid), denominator: 1n });
        }
      },
    ),
  );
});
