import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAnswers, layout } from '../../test/scoring/arbitrary-answers.ts';
import { createAttacker } from '../../test/scoring/attacker.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { createCounts, mergeCounts, publishScores } from './index.ts';
import { askQuestion } from './answer-distribution.ts';
import { protectCriteria } from './criterion-answers.ts';

const bounds = { minimumBase: 30, minimumCell: 10 };
const question = askQuestion(smallInstrument, layout, { code: 'a1' });

/** So many people with each of the five answers. */
function people(given: readonly number[]) {
  const counts = createCounts(layout);
  given.forEach((count, option) =>
    mergeCounts(
      counts,
      countAnswers([{ a1: String(option + 1) }]).map((one) => one * count),
    ),
  );
  return counts;
}

/** A commune of a district, with the answers of its villages. */
const commune = (path: string, ...villages: readonly (readonly number[])[]) =>
  villages.map((given, village) => ({
    units: ['p', ...path.split(' '), `${path}/${String(village)}`],
    given,
    counts: [people(given)],
  }));

type Places = ReturnType<typeof commune>;

const protect = (places: Places) =>
  protectCriteria({ layout, questions: [question], places, ...bounds })[0];

/** Per answer the first letter of its status: published, insufficient, suppressed. */
const letters = (places: Places, level: number, code: string): string =>
  [0, 1, 2, 3, 4]
    .map((option) => protect(places)?.statusOf({ level, code }, 0, option).charAt(0))
    .join('');

describe('the five answers to a criterion', () => {
  test('are told where each was given by enough people [G-10]', () => {
    expect(letters(commune('d 1', [10, 11, 12, 40, 30]), 2, '1')).toBe('ppppp');
  });

  test('are not told of a unit that the index hides [G-10]', () => {
    expect(letters(commune('d 1', [1, 2, 3, 12, 11]), 2, '1')).toBe('iiiii');
    // 9 people beside 40 in one district: the 40 would tell the 9, so the index hides both.
    const places = [...commune('d 1', [1, 1, 1, 3, 3]), ...commune('d 2', [0, 0, 0, 20, 20])];
    expect(letters(places, 2, '2')).toBe('sssss');
  });

  test('hide few dissatisfied people among the rest of them, whose sum the index tells [G-10]', () => {
    // 4 and 50 of the 54 not satisfied: 50 hides 4.
    expect(letters(commune('d 1', [4, 0, 50, 60, 40]), 2, '1')).toBe('spspp');
    // 4 + 7 are 11: each of them may be anything up to 11.
    expect(letters(commune('d 1', [4, 7, 50, 60, 40]), 2, '1')).toBe('ssppp');
  });

  test('tell an answer of nobody where all beside it is told [G-10]', () => {
    expect(letters(commune('d 1', [0, 20, 50, 60, 40]), 2, '1')).toBe('ppppp');
  });

  test('hide another commune, so that the district does not tell the first [G-10]', () => {
    const places = [
      ...commune('d 1', [4, 30, 50, 60, 40]),
      ...commune('d 2', [20, 25, 50, 60, 40]),
      ...commune('d 3', [40, 45, 50, 60, 40]),
    ];

    expect(letters(places, 1, 'd')).toBe('ppppp');
    expect([1, 2, 3].map((code) => letters(places, 2, String(code)))).toEqual([
      'ssppp',
      'ssppp',
      'ppppp',
    ]);
  });

  test('hide that all the few satisfied people of a hidden unit gave one answer [G-10]', () => {
    // The index tells 21 − 20 = 1 satisfied in commune 2. 11 and 10 very satisfied would tell that this one was.
    const places = [...commune('d 1', [0, 11, 0, 10, 10]), ...commune('d 2', [0, 11, 0, 0, 1])];

    expect(letters(places, 1, 'd')).toBe('ppppp');
    expect(letters(places, 2, '1')).toBe('pppss');
  });

  test('are told of no village [G-10]', () => {
    expect(letters(commune('d 1', [50, 50, 50, 60, 40]), 3, 'd 1/0')).toBe('sssss');
  });
});

const count = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 10, max: 60 }),
);
const village = fc.array(count, { minLength: 5, maxLength: 5 });
const some = <T>(one: fc.Arbitrary<T>, maxLength: number) =>
  fc.array(one, { minLength: 1, maxLength });
const province = some(some(some(village, 2), 4), 3).map((districts) =>
  districts.flatMap((communes, district) =>
    communes.flatMap((villages, at) =>
      commune(`d${String(district)} c${String(district)}-${String(at)}`, ...villages),
    ),
  ),
);

/** The unknown numbers: people of a village by answer. */
const cellAt = (place: number, option: number): number => place * 5 + option;

/** Every sum that the table of the index tells, of all levels. */
function knownOfIndex(places: Places): number[][] {
  return [0, 1, 2, 3].flatMap((level) => {
    const codes = [...new Set(places.map(({ units }) => units[level] ?? ''))];
    const members = (code: string, options: readonly number[]): number[] =>
      places.flatMap(({ units }, place) =>
        units[level] === code ? options.map((option) => cellAt(place, option)) : [],
      );
    const rows = publishScores({
      instrument: smallInstrument,
      layout,
      scheme: 'criterion_mean',
      by: 'criterion',
      units: codes.map((code) => {
        const of = places.filter(({ units }) => units[level] === code);
        const counts = createCounts(layout);
        for (const { counts: some } of of) mergeCounts(counts, some[0] ?? counts);
        const unit = { code, name: code, validFrom: null, validTo: null };
        return { unit, counts: [counts], clusters: [] };
      }),
      groups: null,
      divider: null,
      places,
      level,
      isShown: () => true,
      ...bounds,
    }).filter(({ code }) => code === 'a1');
    const alone = (cells: readonly number[]) => cells.map((cell) => [cell]);
    return rows.flatMap(({ unit, valid, numerator, denominator }) => [
      members(unit, [0, 1, 2, 3, 4]),
      ...(numerator === null ? [] : [members(unit, [3, 4])]),
      // Where all or none were satisfied, or nobody was asked, it is known which answers nobody gave.
      ...(numerator === 0 || valid === 0 ? alone(members(unit, [3, 4])) : []),
      ...((numerator !== null && numerator === denominator) || valid === 0
        ? alone(members(unit, [0, 1, 2]))
        : []),
    ]);
  });
}

test('no answer of few people follows from the five answers and the index together [G-10]', () => {
  fc.assert(
    fc.property(province, (places) => {
      const shown = protect(places);
      const truth = places.flatMap(({ given }) => given);
      const cells = [0, 1, 2].flatMap((level) =>
        [...new Set(places.map(({ units }) => units[level] ?? ''))].flatMap((code) =>
          [0, 1, 2, 3, 4].map((option) => {
            const members = places.flatMap(({ units }, place) =>
              units[level] === code ? [cellAt(place, option)] : [],
            );
            const size = members.reduce((sum, cell) => sum + (truth[cell] ?? 0), 0);
            return { members, size, status: shown?.statusOf({ level, code }, 0, option) };
          }),
        ),
      );
      const published = cells.filter(({ status }) => status === 'published');
      // An answer that nobody gave is told where it hides nobody.
      const before = [
        ...knownOfIndex(places),
        ...published.flatMap(({ members, size }) =>
          size === 0 ? members.map((one) => [one]) : [],
        ),
      ];

      const alone = createAttacker({ truth, known: before });
      const both = createAttacker({
        truth,
        known: [...before, ...published.map(({ members }) => members)],
      });

      const small = cells.filter(({ size }) => size > 0 && size < bounds.minimumCell);
      expect(small.filter(({ status }) => status === 'published')).toEqual([]);
      expect(small.filter(({ members }) => both.find(members) && !alone.find(members))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
