import fc from 'fast-check';
import {
  type AnswerCounts,
  type RespondentGroup,
  createCounts,
  mergeCounts,
} from '../../src/scoring/index.ts';
import { countAnswers, layout } from './arbitrary-answers.ts';

/** A village with its people by group of the first and of the second question, and the satisfied among them. */
export interface Place {
  /** Unit at each level, from the province down to the village. */
  readonly units: readonly string[];
  readonly people: readonly (readonly number[])[];
  readonly satisfied: readonly (readonly number[])[];
}

export const levels = ['province', 'area', 'district', 'commune', 'village'] as const;
export type Level = (typeof levels)[number];
export const questions = ['sex', 'work'] as const;
export type Question = (typeof questions)[number];
export const groups: readonly RespondentGroup[] = ['0', '1', '2'].map((code) => ({
  code,
  label: code,
}));

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 3, arbitrary: fc.integer({ min: 10, max: 60 }) },
);
const square = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});
const village = fc.record({ people: square, share: fc.nat({ max: 100 }) });
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) =>
  fc.array(arbitrary, { minLength: 1, maxLength });

/** Provinces of a few areas, districts, communes and villages, each inside the one above. */
export const randomProvince: fc.Arbitrary<readonly Place[]> = some(
  some(some(some(village, 2), 3), 2),
  2,
).map((areas) =>
  areas.flatMap((districts, area) =>
    districts.flatMap((communes, district) =>
      communes.flatMap((villages, commune) =>
        villages.map(({ people, share }, index) => {
          const path = [`A${String(area)}`, `D${String(district)}`, `C${String(commune)}`];
          return {
            units: ['P', ...path.map((_, end) => path.slice(0, end + 1).join('')), ''].map(
              (code, level) => (level === 4 ? `${path.join('')}/${String(index)}` : code),
            ),
            people,
            satisfied: people.map((row) =>
              row.map((count, column) => Math.floor((count * ((share + 37 * column) % 101)) / 100)),
            ),
          };
        }),
      ),
    ),
  ),
);

/** The counts of a place: one table, or one per group of a question. */
export function countPlace(
  { people, satisfied }: Place,
  question: Question | null,
): readonly AnswerCounts[] {
  const tables = (question === null ? [groups[0]] : groups).map(() => createCounts(layout));
  people.forEach((row, sex) => {
    row.forEach((count, work) => {
      const into = tables[question === null ? 0 : question === 'sex' ? sex : work];
      const yes = satisfied[sex]?.[work] ?? 0;
      if (into) addPeople(into, yes, count - yes);
    });
  });
  return tables;
}

const [yesCounts, noCounts] = ['4', '3'].map((a1) => countAnswers([{ a1 }]));

function addPeople(into: AnswerCounts, yes: number, no: number): void {
  for (const [counts, times] of [
    [yesCounts, yes],
    [noCounts, no],
  ] as const)
    if (counts)
      mergeCounts(
        into,
        counts.map((count) => count * times),
      );
}

/** The indivisible cells of a province: place, group of the first question, group of the second. */
export const cellsOf = (places: readonly Place[]) =>
  places.flatMap(({ units, people, satisfied }) =>
    people.flatMap((row, sex) =>
      row.map((count, work) => ({
        units,
        sex: String(sex),
        work: String(work),
        people: count,
        satisfied: satisfied[sex]?.[work] ?? 0,
      })),
    ),
  );

/** With one group of people in each village, so that many are small. */
export const sparseProvince: fc.Arbitrary<readonly Place[]> = randomProvince.map((places) =>
  places.map((place) => ({
    units: place.units,
    people: place.people.map((row) => row.map((count, column) => (column === 0 ? count : 0))),
    satisfied: place.satisfied.map((row) => row.map((count, column) => (column === 0 ? count : 0))),
  })),
);
export const reportUnit = (code: string) => ({ code, name: code, validFrom: null, validTo: null });
export const totalOf = (places: readonly Place[]) => {
  const total = createCounts(layout);
  for (const place of places) mergeCounts(total, countPlace(place, null)[0] as typeof total);
  return total;
};
export const communeOf = ({ units }: Place): string => units[3] ?? '';
export function groupedBy(places: readonly Place[], keyOf: (place: Place) => string) {
  const groups = new Map<string, Place[]>();
  for (const place of places)
    groups.set(keyOf(place), [...(groups.get(keyOf(place)) ?? []), place]);
  return groups;
}
