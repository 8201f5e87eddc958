import { describe, expect, it } from 'vitest';
import { countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { changeInterval, tallyUnits } from './change-interval.ts';
import { figureInterval } from './index-interval.ts';
import { planFigures } from './satisfaction-index.ts';

const [planned] = planFigures(smallInstrument, layout, ['criterion']);

/** Four villages of ten, of whom so many are satisfied; all in unit u but the last `outside`. */
function wave(satisfied: readonly number[], outside = 0) {
  const clusters = satisfied.map((yes, village) => ({
    stratum: '855',
    unit: village < satisfied.length - outside ? 'u' : null,
    counts: countAnswers(
      Array.from({ length: 10 }, (_, index) => ({ a1: index < yes ? '4' : '2' })),
    ),
  }));
  const sample = tallyUnits(layout.criteria, clusters).of('u');
  if (planned === undefined) throw new Error('the small instrument has no criterion');
  const valid = 10 * (satisfied.length - outside);
  return sample ? figureInterval(planned, 'criterion_mean', sample, valid) : null;
}
const change = (before: ReturnType<typeof wave>, after: ReturnType<typeof wave>) =>
  changeInterval(before, after);

describe('the interval of a change', () => {
  // Before: 30/40, villages bring 0.5, −1.5, 1.5, −0.5 fortieths: variance 4/3 · 5/1600 = 0.0041667, df 3.
  const before = wave([8, 6, 9, 7]);

  it('holds 0 where another draw may bring the change about [S-21]', () => {
    // After: 36/40, variance 4/3 · 2/1600 = 0.0016667, df 3. Change 0.15 ± t(6) 2.4469 · √0.0058333 = −0.0369 … 0.3369
    // (R 4.2.2: .15 + c(-1, 1) * qt(.975, 6) * sqrt(.0041666667 + .0016666667)).
    expect(change(before, wave([9, 9, 10, 8]))).toEqual({
      lowHundredths: -369,
      highHundredths: 3369,
      isClear: false,
    });
  });

  it('is clear where it does not hold 0, and turns with the waves [S-21]', () => {
    // After: 40/40, where villages do not differ. 0.25 ± 2.4469 · 0.0645497 = 0.0921 … 0.4079.
    const after = wave([10, 10, 10, 10]);

    const risen = { lowHundredths: 921, highHundredths: 4079, isClear: true };
    expect(change(before, after)).toEqual(risen);
    expect(change(after, before)).toEqual({
      lowHundredths: -4079,
      highHundredths: -921,
      isClear: true,
    });
  });

  it('is not known where one wave has a single village in the unit, or none [S-21]', () => {
    expect(change(before, wave([8]))).toBeNull();
    expect(change(before, wave([8, 6], 2))).toBeNull();
  });

  it('counts villages that lie in no unit wholly in their stratum [S-21]', () => {
    // Three of four: 23/30, villages bring 1/3, −5/3, 4/3 thirtieths: variance 4/3 · (42/9) / 900 = 0.0069136, and not the
    // 3/2 of three villages; df 2. Change 0 between the same waves: ± t(4) 2.7764 · √(2 · 0.0069136) = ± 0.3265.
    const three = wave([8, 6, 9, 7], 1);

    expect(change(three, three)).toEqual({
      lowHundredths: -3265,
      highHundredths: 3265,
      isClear: false,
    });
  });
});
