import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, countOpinions, times } from '../../test/scoring/opinions.ts';
import { createReader } from '../../test/scoring/solve-tables.ts';
import type { Answers } from '../response/index.ts';
import { protectAnswers } from './answer-protection.ts';
import type { PlaceCounts } from './unit-tree.ts';

const bounds = { minimumBase: 30, minimumCell: 10 };
const c3 = ask('c3');
const sex = ask('sex');

/** A village of a commune (of a district) with its people, group by group. */
const village = (path: string, ...groups: readonly (readonly Answers[])[]): PlaceCounts => ({
  units: [...path.split(' '), `${path}/1`],
  counts: groups.map((people) => countOpinions(people)),
});

/** So many people with each answer to c3. */
const trouble = (...counts: number[]): Answers[] =>
  counts.flatMap((count, option) => times(count, { c3: String(option + 1) }));

/** Per unit of a level the first letters of the statuses of the options: published, insufficient, suppressed. */
function statuses(code: string, places: readonly PlaceCounts[], level = 0): string[] {
  const question = ask(code);
  const { statusOf } = protectAnswers({ question, divider: null, places, ...bounds });
  return [...new Set(places.map(({ units }) => units[level] ?? ''))].map((unit) =>
    question.options
      .map((_, option) => statusOf({ level, code: unit }, 0, option).charAt(0))
      .join(''),
  );
}
const alone = (people: readonly Answers[]) => [village('1', people)];

describe('the answers of one unit', () => {
  test('need as many people as a figure of a unit [S-31]', () => {
    expect(statuses('c3', alone(trouble(15, 14, 0)))).toEqual(['iii']);
    expect(statuses('c3', alone(trouble(15, 15, 0)))).toEqual(['ppp']);
  });

  test('are hidden where few gave them, and the next fewest with them [S-31]', () => {
    expect(statuses('c3', alone(trouble(100, 40, 9)))).toEqual(['pss']);
  });

  test('are told where nobody gave them [S-31]', () => {
    expect(statuses('c3', alone(trouble(100, 40, 0)))).toEqual(['ppp']);
  });

  test('are hidden where few did not give them, when several may be given [S-31]', () => {
    // Of 40 people all chose "loa", 31 "hop" (so 9 did not), 5 "mang".
    const people = [
      ...times(5, { c2: ['loa', 'hop', 'mang'] }),
      ...times(26, { c2: ['loa', 'hop'] }),
      ...times(9, { c2: ['loa'] }),
    ];

    expect(statuses('c2', alone(people))).toEqual(['pss']);
  });

  test('need as many people as a unit for each answer to a sensitive question [S-31]', () => {
    const of = (one: number, other: number) =>
      alone([...times(one, { people: '1' }), ...times(other, { people: '2' })]);

    expect(statuses('people', of(100, 29))).toEqual(['ss']);
    expect(statuses('people', of(100, 30))).toEqual(['pp']);
  });
});

test('an answer hidden in a commune is hidden in another, so that the district does not tell it [S-31]', () => {
  // 9 of commune 0 hides the cheapest ring: 40 beside it, and 13 and 40 of commune 2 (40² + 13² + 40²; over
  // commune 1 it is 40² + 12² + 41², over the district 121² + 34² more).
  const communes = [trouble(100, 40, 9), trouble(80, 41, 12), trouble(70, 40, 13)];
  const places = communes.map((people, at) => village(`a ${String(at)}`, people));

  expect(statuses('c3', places, 0)).toEqual(['ppp']);
  expect(statuses('c3', places, 1)).toEqual(['pss', 'ppp', 'pss']);
});

test('a unit whose few people all gave one answer is not told by the unit beside it [S-31]', () => {
  // 137 − 50 − 80 = 7 of 7 people would have said 1. The second unit and its village cost 2 · 90², the third 2 · 160².
  const places = [trouble(7, 0, 0), trouble(50, 40, 0), trouble(80, 80, 0)].map((people, at) =>
    village(`p ${String(at)}`, people),
  );

  expect(statuses('c3', places, 0)).toEqual(['ppp']);
  expect(statuses('c3', places, 1)).toEqual(['iii', 'sss', 'ppp']);
});

describe('the answers of groups', () => {
  const unitBySex = (men: number[], women: number[]): PlaceCounts[] => [
    village(
      '1',
      trouble(...men).map((answers) => ({ ...answers, sex: '1' })),
      trouble(...women).map((answers) => ({ ...answers, sex: '2' })),
      [],
    ),
  ];
  /** Of men and women of a unit: the statuses of the options, and whether the base is shown. */
  function bySex(places: readonly PlaceCounts[], level = 0): string[] {
    const shown = protectAnswers({ question: c3, divider: sex, places, ...bounds });
    const unit = { level, code: places[0]?.units[level] ?? '' };
    return [0, 1].map((group) => {
      const letters = [0, 1, 2].map((option) => shown.statusOf(unit, group, option).charAt(0));
      return letters.join('') + (shown.isBaseShown(unit, group) ? ' base' : '');
    });
  }

  test('are told where all are many [S-31]', () => {
    expect(bySex(unitBySex([50, 40, 20], [60, 30, 10]))).toEqual(['ppp base', 'ppp base']);
  });

  test('are hidden in both groups where they are few in one [S-31]', () => {
    // 9 women gave the third answer: with it go the next fewest of the women, then the men of both answers.
    expect(bySex(unitBySex([50, 40, 20], [60, 30, 9]))).toEqual(['pss base', 'pss base']);
  });

  test('are all hidden, with their number, where one of two groups is few [S-31]', () => {
    expect(bySex(unitBySex([9, 0, 0], [60, 30, 20]))).toEqual(['sss', 'sss']);
  });

  test('are hidden in every group where the unit hides them [S-31]', () => {
    // 5 + 4 = 9 gave the third answer, 45 the second: both are hidden in the unit, so in both groups.
    expect(bySex(unitBySex([50, 20, 5], [60, 25, 4]))).toEqual(['pss base', 'pss base']);
  });
});

test('no answer of a group is told where it is hidden how many answered [S-36]', () => {
  const c2 = ask('c2');
  const person = fc.record({
    sex: fc.constantFrom('1', '2', { missing: 'refused' as const }),
    c2: fc.oneof(
      fc.subarray(['loa', 'hop', 'mang'], { minLength: 1 }),
      fc.constant({ missing: 'refused' as const }),
    ),
  });
  const communes = fc.array(fc.array(person, { minLength: 20, maxLength: 90 }), {
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(communes, (all) => {
      const places = all.map((people, at) =>
        village(
          `p ${String(at)}`,
          ...['1', '2', null].map((of) =>
            people.filter((one) => (typeof one.sex === 'string' ? one.sex : null) === of),
          ),
        ),
      );
      const shown = protectAnswers({ question: c2, divider: sex, places, ...bounds });
      const units = [
        { level: 0, code: 'p' },
        ...places.map((_, at) => ({ level: 1, code: String(at) })),
      ];
      const told = units.flatMap((unit) =>
        [0, 1, 2]
          .filter((group) => !shown.isBaseShown(unit, group))
          .flatMap((group) => c2.options.map((_, option) => shown.statusOf(unit, group, option))),
      );

      expect(told).not.toContain('published');
    }),
  );
});

test('answers of groups are told of no level whose units are too small for all cells [S-31]', () => {
  // Two groups with three answers each: 60 people a unit. Four villages of 60 have them, five of 48 do not.
  const divided = (villages: number, each: number) => {
    const groups = [1, 2].map((of) =>
      trouble(each / 6, each / 6, each / 6).map((one) => ({ ...one, sex: String(of) })),
    );
    const places = Array.from({ length: villages }, (_, at) => ({
      units: ['1', `1/${String(at)}`],
      counts: [...groups, []].map((some) => countOpinions(some)),
    }));
    const shown = protectAnswers({ question: c3, divider: sex, places, ...bounds });
    return [
      shown.statusOf({ level: 0, code: '1' }, 0, 0),
      shown.statusOf({ level: 1, code: '1/0' }, 0, 0),
      shown.isBaseShown({ level: 1, code: '1/0' }, 0),
    ];
  };

  expect(divided(4, 60)).toEqual(['published', 'published', true]);
  expect(divided(5, 48)).toEqual(['published', 'suppressed', false]);
});

describe('a reader who solves all tables of all levels as equations', () => {
  const groups = ['1', '2', 'no-answer'];
  const answers = ['1', '2', '3', 'left-blank'];
  const districts = [
    [0, 1, 2],
    [3, 4],
  ];
  /** Numbers of people by village (five in two districts), group and answer, unknown to the reader. */
  const cell = (village: number, group: number, answer: number): number =>
    (village * groups.length + group) * answers.length + answer;
  const cellsOf = (
    villages: readonly number[],
    inGroups: readonly number[],
    of: readonly number[],
  ) =>
    villages.flatMap((village) =>
      inGroups.flatMap((group) => of.map((answer) => cell(village, group, answer))),
    );
  const people = (count: number, group: string, answer: string): Answers[] =>
    times(count, {
      sex: group === 'no-answer' ? { missing: 'refused' } : group,
      c3: answer === 'left-blank' ? { missing: 'left-blank' } : answer,
    });

  /** Province and districts with their villages; each village is a commune of its own. */
  const units = [
    { level: 0, code: 'p', villages: districts.flat() },
    ...districts.map((villages, at) => ({ level: 1, code: `d${String(at)}`, villages })),
    ...districts.flat().map((at) => ({ level: 2, code: `c${String(at)}`, villages: [at] })),
  ];
  /** With groups, or with all people together. */
  const placesOf = (counts: readonly number[], isGrouped: boolean): PlaceCounts[] =>
    districts.flatMap((villages, district) =>
      villages.map((at) => {
        const byGroup = groups.map((group, inGroup) =>
          answers.flatMap((answer, which) =>
            people(counts[cell(at, inGroup, which)] ?? 0, group, answer),
          ),
        );
        const path = `p d${String(district)} c${String(at)}`;
        return isGrouped ? village(path, ...byGroup) : village(path, byGroup.flat());
      }),
    );

  /** All that is published of these tables, at every level. */
  function readTables(counts: readonly number[], tables: { readonly bySex: boolean }) {
    const reader = createReader(5 * groups.length * answers.length);
    const everybody = { places: placesOf(counts, false), divider: null, ...bounds };
    const ofSex = protectAnswers({ ...everybody, question: sex });
    const ofAnswer = protectAnswers({ ...everybody, question: c3 });
    const places = placesOf(counts, true);
    const ofBoth = protectAnswers({ question: c3, divider: sex, places, ...bounds });
    const everyone = [0, 1, 2];
    for (const unit of units) {
      const { villages } = unit;
      const read = (inGroups: readonly number[], of: readonly number[]) => {
        reader.read(cellsOf(villages, inGroups, of));
      };
      // How many answered and how many did not stands beside every table without groups.
      read([2], [0, 1, 2, 3]);
      read([0, 1], [0, 1, 2, 3]);
      read(everyone, [3]);
      read(everyone, [0, 1, 2]);
      for (const group of [0, 1])
        if (ofSex.statusOf(unit, 0, group) === 'published') read([group], [0, 1, 2, 3]);
      for (const answer of [0, 1, 2])
        if (ofAnswer.statusOf(unit, 0, answer) === 'published') read(everyone, [answer]);
      for (const group of tables.bySex ? everyone : []) {
        const told = [0, 1, 2].filter(
          (answer) => ofBoth.statusOf(unit, group, answer) === 'published',
        );
        for (const answer of told) read([group], [answer]);
        if (!ofBoth.isBaseShown(unit, group)) continue;
        read([group], [0, 1, 2]);
        read([group], [3]);
      }
    }
    return reader;
  }

  /** Sums of a unit, group (or all) and answer (or any), of fewer people than may be shown. */
  function smallSums(
    sizes: readonly number[],
    inWhich: readonly (readonly number[])[],
  ): number[][] {
    const sums = units.flatMap(({ villages }) =>
      inWhich.flatMap((some) =>
        // How many answered in a whole unit is told of every unit.
        [[0], [1], [2], ...(some.length === 1 ? [[0, 1, 2]] : [])].map((of) =>
          cellsOf(villages, some, of),
        ),
      ),
    );
    return sums.filter((cells) => {
      const count = cells.reduce((sum, at) => sum + (sizes[at] ?? 0), 0);
      return count > 0 && count < bounds.minimumCell;
    });
  }

  /** Over simulated waves: small sums, and how many of them the reader finds. */
  function attack(tables: { readonly bySex: boolean; readonly empty?: number }) {
    const some = tables.bySex
      ? fc.oneof(fc.nat({ max: 12 }), fc.integer({ min: 10, max: 60 }))
      : fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 25 }));
    const size = fc.oneof(
      { weight: tables.empty ?? 0, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: some },
    );
    const waves = fc.array(size, { minLength: 60, maxLength: 60 });
    let small = 0;
    let found = 0;
    for (const sizes of fc.sample(waves, { seed: 31, numRuns: 60 })) {
      const reader = readTables(sizes, tables);
      const sums = smallSums(sizes, [...(tables.bySex ? [[0], [1], [2]] : []), [0, 1, 2]]);
      small += sums.length;
      found += sums.filter((cells) => reader.knows(cells)).length;
    }
    return { small, found };
  }

  test('finds no answer of a few people of a unit [S-31]', () => {
    const { small, found } = attack({ bySex: false });

    expect(small).toBeGreaterThan(200);
    expect(found).toBe(0);
  });

  test.each([0, 1, 2])(
    'finds no answer of a few people of a group, with %i empty cells for two others [S-36]',
    (empty) => {
      // Protected as tables of units by groups and by options alone, 8 of 9,897 small answers of 600 waves were found.
      const { small, found } = attack({ bySex: true, empty });

      expect(small).toBeGreaterThan(400);
      expect(found).toBe(0);
    },
  );
});
