import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedHousehold, designWeights } from './design-weights.ts';
import { type WeightSetting, waveWeights } from './wave-weights.ts';

const plain: WeightSetting = { trim: null, shares: [] };

/** Households of a village that were asked, one letter each: y answered, n did not. */
function asked(
  village: Omit<AskedHousehold, 'household' | 'isResponding'>,
  answers: string,
): AskedHousehold[] {
  return Array.from(answers, (answer, at) => ({
    ...village,
    household: String(at + 1),
    isResponding: answer === 'y',
  }));
}

const village = (code: string, householdCount: number, villageProbability: number) => ({
  commune: 'A',
  communeHouseholdCount: 1200,
  village: code,
  householdCount,
  villageProbability,
});

// 300 households drawn with 1/2 stand for 600, 200 with 1/4 for 800: 1400 together, where the commune has 1200.
const twoVillages = [
  ...asked(village('1', 300, 0.5), 'yyyn'),
  ...asked(village('2', 200, 0.25), 'yn'),
];

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function weightsOf(rows: readonly AskedHousehold[], setting: Partial<WeightSetting> = {}) {
  const found = waveWeights(rows, { ...plain, ...setting });
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

describe('designWeights', () => {
  it('is one by the chance of a household, for those who answered and did not, to the count [M-10]', () => {
    const found = designWeights(twoVillages);

    // 1: 1 / (1/2 · 4/300) = 150, 4/3 for who did not answer; 2: 1 / (1/4 · 2/200) = 400, 2/1. 1200 / 1400.
    expect(found).toMatchObject({ ok: true, value: { silentVillages: [] } });
    if (!found.ok) return;
    expect(found.value.respondents.map(({ place }) => place)).toEqual([0, 1, 2, 4]);
    for (const own of found.value.respondents) {
      const isFirst = own.place < 4;
      expect(own.designWeight).toBeCloseTo(isFirst ? 150 : 400, 9);
      expect(own.responseFactor).toBeCloseTo(isFirst ? 4 / 3 : 2, 12);
      expect(own.householdFactor).toBeCloseTo(1200 / 1400, 12);
    }
  });

  it('lets the others of the commune stand in for a village without an answer, and names it [M-10]', () => {
    const rows = [...twoVillages, ...asked(village('3', 100, 0.25), 'nn')];

    const found = designWeights(rows);

    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.silentVillages).toEqual([{ commune: 'A', village: '3' }]);
    // 600 + 800 stand for 1800.
    expect(found.value.respondents[0]?.responseFactor).toBeCloseTo(((4 / 3) * 1800) / 1400, 12);
    expect(found.value.respondents[0]?.householdFactor).toBeCloseTo(1200 / 1800, 12);
  });

  const with1 = (changes: Partial<AskedHousehold>) => [
    ...twoVillages,
    { ...village('1', 300, 0.5), household: '9', isResponding: true, ...changes },
  ];
  it.each([
    ['a chance of 0', with1({ villageProbability: 0 }), 'record.bad-probability', 7],
    ['a chance above 1', with1({ villageProbability: 1.1 }), 'record.bad-probability', 7],
    ['no chance', with1({ villageProbability: NaN }), 'record.bad-probability', 7],
    ['no households', with1({ householdCount: 0 }), 'record.bad-count', 7],
    ['half a household', with1({ communeHouseholdCount: 0.5 }), 'record.bad-count', 7],
    ['two chances of a village', with1({ villageProbability: 0.4 }), 'record.uneven-village', 7],
    ['two sizes of a village', with1({ householdCount: 301 }), 'record.uneven-village', 7],
    ['two sizes of a commune', with1({ communeHouseholdCount: 9 }), 'record.uneven-commune', 7],
    ['a household twice', with1({ household: '2' }), 'record.repeated-household', 7],
    [
      'more asked than there are',
      asked(village('1', 3, 1), 'yyyy'),
      'record.more-than-households',
      4,
    ],
    [
      'a commune without an answer',
      [...twoVillages, ...asked({ ...village('1', 9, 1), commune: 'B' }, 'nn')],
      'record.silent-commune',
      7,
    ],
  ] as const)('refuses %s [M-10]', (_, rows, code, row) => {
    expect(designWeights(rows)).toEqual({ ok: false, error: { code, row } });
  });

  it('is the same for all of a sample in proportion to size with full response [M-10]', () => {
    // Two of 100, 200, 300 of 600 by size: chances 1/3, 2/3, 1; ten in each: 600 / 20 = 30 households each.
    const rows = [
      ...asked({ ...village('2', 200, 2 / 3), communeHouseholdCount: 600 }, 'y'.repeat(10)),
      ...asked({ ...village('3', 300, 1), communeHouseholdCount: 600 }, 'y'.repeat(10)),
    ];

    for (const { weight } of weightsOf(rows).respondents) expect(weight).toBeCloseTo(30, 12);
  });
});

const anyCommune = fc.array(
  fc.record({
    householdCount: fc.integer({ min: 30, max: 900 }),
    villageProbability: fc.double({ min: 0.05, max: 1, noNaN: true }),
    answers: fc.stringMatching(/^[yn]{1,20}$/),
  }),
  { minLength: 1, maxLength: 6 },
);

const recordOf = (
  communes: readonly {
    householdCount: number;
    villageProbability: number;
    answers: string;
  }[][],
): AskedHousehold[] =>
  communes.flatMap((villages, commune) =>
    villages.flatMap(({ householdCount, villageProbability, answers }, at) =>
      asked(
        {
          commune: String(commune),
          communeHouseholdCount: 1000 * (commune + 1),
          village: String(at),
          householdCount,
          villageProbability,
        },
        // Somebody answers in every commune.
        at === 0 ? `y${answers}` : answers,
      ),
    ),
  );

describe('waveWeights', () => {
  it('adds up to the households of each commune, whoever answered [M-12]', () => {
    fc.assert(
      fc.property(
        fc.array(anyCommune, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (communes, isTrimmed) => {
          const trim = isTrimmed ? { medianMultiple: 3, isSpread: true } : null;
          const found = waveWeights(recordOf(communes), { ...plain, trim });
          // What one commune cannot spread is refused.
          if (!found.ok) return;

          for (const commune of communes.keys()) {
            const own = found.value.respondents.filter((one) => one.commune === String(commune));
            expect(sumOf(own.map(({ weight }) => weight)) / (1000 * (commune + 1))).toBeCloseTo(
              1,
              9,
            );
          }
          for (const one of found.value.respondents) {
            const design = one.designWeight * one.responseFactor * one.householdFactor;
            expect((design * one.trimFactor * one.rakeFactor) / one.weight).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });

  it('trims within each commune and tells how many and how much [M-12]', () => {
    // A: 171.4 three times and 685.7, four times the median. B: 10 for ten answers, 500 for one: 50 at most.
    const b = { commune: 'B', communeHouseholdCount: 600, villageProbability: 1 };
    const rows = [
      ...twoVillages,
      ...asked({ ...b, village: '1', householdCount: 100 }, 'y'.repeat(10)),
      ...asked({ ...b, village: '2', householdCount: 500 }, 'y'),
    ];

    const found = weightsOf(rows, { trim: { medianMultiple: 5, isSpread: false } });

    expect(found.trimmed).toEqual({ count: 1, cutWeight: 450 });
    const factors = found.respondents.map(({ trimFactor }) => trimFactor);
    expect(factors).toEqual([...Array<number>(14).fill(1), 50 / 500]);
    expect(found.respondents.at(-1)?.weight).toBe(50);
  });

  it('names the commune whose weights cannot be spread under the cap [M-12]', () => {
    const found = waveWeights(twoVillages, {
      ...plain,
      trim: { medianMultiple: 1, isSpread: true },
    });

    expect(found).toEqual({ ok: false, error: { code: 'trim.cap-too-low', commune: 'A' } });
  });

  it('rakes to the known shares, and to the households of each commune [M-12]', () => {
    const b = { commune: 'B', communeHouseholdCount: 300, village: '1', householdCount: 300 };
    const rows = [
      ...asked(village('1', 600, 0.5), 'yyyy'),
      ...asked({ ...b, villageProbability: 1 }, 'yyyn'),
    ];
    const sexes = {
      cells: ['m', 'm', 'm', 'f', 'm', 'f', 'f', ''],
      totals: new Map([
        ['m', 2],
        ['f', 3],
      ]),
    };
    const ages = {
      cells: ['o', 'y', 'o', 'y', 'o', 'y', 'o', ''],
      totals: new Map([
        ['y', 70],
        ['o', 30],
      ]),
    };

    const { respondents } = weightsOf(rows, { shares: [sexes, ages] });

    const sumWhere = (isIn: (at: number) => boolean) =>
      sumOf(respondents.filter(({ place }) => isIn(place)).map(({ weight }) => weight));
    // 1500 households: 2/5 of them men, 7/10 young; 1200 in A, 300 in B.
    expect(sumWhere((at) => sexes.cells[at] === 'm')).toBeCloseTo(600, 6);
    expect(sumWhere((at) => ages.cells[at] === 'y')).toBeCloseTo(1050, 6);
    expect(sumWhere((at) => rows[at]?.commune === 'A')).toBeCloseTo(1200, 8);
    expect(sumWhere((at) => rows[at]?.commune === 'B')).toBeCloseTo(300, 8);
  });

  it.each([
    [
      'a cell that is not known',
      ['m', 'm', 'x', '', 'f', ''],
      [1, 1],
      'calibration.unknown-cell',
      'x',
    ],
    ['a cell of nobody', ['m', 'm', 'm', '', 'm', ''], [1, 1], 'calibration.empty-cell', 'f'],
    ['less than nobody', ['m', 'm', 'm', '', 'f', ''], [1, -1], 'shares.bad-total', 'f'],
    ['no people', ['m', 'm', 'm', '', 'f', ''], [0, 0], 'calibration.uneven-totals', null],
  ] as const)('refuses %s [M-12]', (_, cells, [men, women], code, cell) => {
    const totals = new Map([
      ['m', men],
      ['f', women],
    ]);

    expect(waveWeights(twoVillages, { trim: null, shares: [{ cells, totals }] })).toMatchObject({
      ok: false,
      error: { code, cell, ...(code === 'shares.bad-total' ? {} : { margin: cell && 0 }) },
    });
  });
});
