import { expect, it } from 'vitest';
import { type BackCheck, findBackCheckMismatches } from './back-check.ts';

/** Five items asked again of so many respondents; the first so many items differ. */
const checked = (surveyorId: string, responses: number, differing: number): BackCheck[] =>
  Array.from({ length: responses * 5 }, (_, at) => ({
    responseId: `${surveyorId}-${String(Math.floor(at / 5))}`,
    surveyorId,
    item: `q${String(at % 5)}`,
    recorded: '4',
    found: at % 5 < differing ? '2' : '4',
  }));

it('raises a surveyor whose whole interval lies above a tenth [K-19]', () => {
  const found = [...findBackCheckMismatches([...checked('a', 10, 3), ...checked('b', 10, 1)])];

  // prop.test(6, 10, correct = FALSE)$conf.int and prop.test(2, 10, …), R 4.2.2; by hand: z² = 3.841459,
  // (0.6 + 0.192073) / 1.384146 ± 1.959964 / 1.384146 · sqrt(0.024 + 0.009604).
  expect(found[0]).toMatchObject({
    code: 'surveyor.back-check',
    outcome: 'raised',
    value: 0.6,
    n: 10,
  });
  expect(found[0]).toHaveProperty('interval.0', expect.closeTo(0.312674, 5));
  expect(found[0]).toHaveProperty('interval.1', expect.closeTo(0.83182, 5));
  expect(found[1]).toMatchObject({ outcome: 'quiet', value: 0.2 });
  expect(found[1]).toHaveProperty('interval.0', expect.closeTo(0.056682, 5));
});

it('tells which items differ, over all surveyors [K-19]', () => {
  const found = [...findBackCheckMismatches([...checked('a', 10, 3), ...checked('b', 10, 1)])];

  const items = found.filter(({ code }) => code === 'item.back-check');
  expect(items.map((one) => [one.subject.id, 'value' in one && one.value, one.n])).toEqual([
    ['q0', 1, 20],
    ['q1', 0.5, 20],
    ['q2', 0.5, 20],
    ['q3', 0, 20],
    ['q4', 0, 20],
  ]);
});

it('needs four responses, however many answers they have [K-19]', () => {
  const [found] = findBackCheckMismatches(checked('a', 3, 5));

  expect(found).toMatchObject({ outcome: 'not-enough-base', n: 3 });
});
