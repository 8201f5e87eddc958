import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../src/response/index.ts';
import { protectAnswers } from '../../src/scoring/answer-protection.ts';
import type { PlaceCounts } from '../../src/scoring/unit-tree.ts';
import { ask, countOpinions, times } from './opinions.ts';
import { createReader } from './solve-tables.ts';

const bounds = { minimumBase: 30, minimumCell: 10 };
/** Only who came in through the door (1) is asked about the room. */
const door = ask('door');
const room = ask('room');
const sex = ask('sex');
/** The same in a form in which all other questions are asked of those who came in: the index tells how many these are. */
const roomOfIndex = { ...room, isAllTold: false };

/** Of a village: those who came in by their answer about the room, those who left it blank, those who did not come in. */
const kinds: readonly Answers[] = [
  ...['1', '2', '3'].map((answer) => ({ door: '1', room: answer })),
  { door: '1', room: { missing: 'left-blank' } },
  { door: '2' },
];
const [blank, outside] = [3, 4];
const chosen = [0, 1, 2];
const inside = [...chosen, blank];

const districts = [
  [0, 1, 2],
  [3, 4],
];
const villages = districts.flat();
const units = [
  { level: 0, code: 'p', of: villages },
  ...districts.map((of, at) => ({ level: 1, code: `d${String(at)}`, of })),
  ...villages.map((at) => ({ level: 2, code: `c${String(at)}`, of: [at] })),
];

describe('a reader who solves the tables of a question and of the one that leads to it as equations', () => {
  const cell = (village: number, group: number, kind: number): number =>
    (village * 2 + group) * kinds.length + kind;
  const cells = (of: readonly number[], groups: readonly number[], some: readonly number[]) =>
    of.flatMap((village) =>
      groups.flatMap((group) => some.map((kind) => cell(village, group, kind))),
    );
  const placesOf = (sizes: readonly number[], isGrouped: boolean): PlaceCounts[] =>
    districts.flatMap((of, district) =>
      of.map((village) => {
        const byGroup = [0, 1].map((group) =>
          kinds.flatMap((answers, kind) =>
            times(sizes[cell(village, group, kind)] ?? 0, { ...answers, sex: String(group + 1) }),
          ),
        );
        const units = ['p', `d${String(district)}`, `c${String(village)}`, `v${String(village)}`];
        return {
          units,
          counts: (isGrouped ? [...byGroup, []] : [byGroup.flat()]).map((some) =>
            countOpinions(some),
          ),
        };
      }),
    );

  /** Reads all that is told of both questions, without and with groups, and how many people were met or came in. */
  function readTables(sizes: readonly number[], told: 'met' | 'came in', isGrouped: boolean) {
    const reader = createReader(villages.length * 2 * kinds.length);
    const shownOf = (grouped: boolean) =>
      [door, told === 'met' ? room : roomOfIndex].map((question) =>
        protectAnswers({
          question,
          divider: grouped ? sex : null,
          places: placesOf(sizes, grouped),
          ...bounds,
        }),
      );
    const tables = [
      { groups: [[0, 1]], shown: shownOf(false) },
      ...(isGrouped ? [{ groups: [[0], [1]], shown: shownOf(true) }] : []),
    ];
    for (const unit of units) {
      const { of } = unit;
      reader.read(cells(of, [0, 1], told === 'met' ? [...inside, outside] : inside));
      for (const { groups, shown } of tables)
        groups.forEach((some, at) => {
          const [ofDoor, ofRoom] = shown;
          const read = (which: readonly number[]) => {
            reader.read(cells(of, some, which));
          };
          if (ofDoor?.statusOf(unit, at, 0) === 'published') read(inside);
          if (ofDoor?.statusOf(unit, at, 1) === 'published') read([outside]);
          if (ofDoor?.isBaseShown(unit, at)) read([...inside, outside]);
          for (const option of chosen)
            if (ofRoom?.statusOf(unit, at, option) === 'published') read([option]);
          if (ofRoom?.isBaseShown(unit, at)) read(chosen);
          for (const kind of ofRoom?.isMissingShown(unit, at) ? [blank, outside] : []) read([kind]);
        });
    }
    return reader;
  }

  /** Sums of a unit, of groups and of one kind, of fewer people than may be shown. */
  const smallSums = (sizes: readonly number[], inWhich: readonly (readonly number[])[]) =>
    units
      .flatMap(({ of }) =>
        inWhich.flatMap((groups) => [...chosen, outside].map((kind) => cells(of, groups, [kind]))),
      )
      .filter((some) => {
        const people = some.reduce((sum, at) => sum + (sizes[at] ?? 0), 0);
        return people > 0 && people < bounds.minimumCell;
      });

  function attack(told: 'met' | 'came in', isGrouped: boolean) {
    const size = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: isGrouped ? 60 : 20 }));
    const count = villages.length * 2 * kinds.length;
    const waves = fc.array(size, { minLength: count, maxLength: count });
    let small = 0;
    let found = 0;
    for (const sizes of fc.sample(waves, { seed: 31, numRuns: 60 })) {
      const reader = readTables(sizes, told, isGrouped);
      for (const cells of smallSums(sizes, isGrouped ? [[0], [1], [0, 1]] : [[0, 1]])) {
        small++;
        if (reader.knows(cells)) found++;
      }
    }
    return { small, found };
  }

  test.each(['met', 'came in'] as const)(
    'finds no few people who were not asked, nor who answered, where it is known how many %s [S-35]',
    (told) => {
      const { small, found } = attack(told, false);

      expect(small).toBeGreaterThan(100);
      expect(found).toBe(0);
    },
  );

  test.each(['met', 'came in'] as const)(
    'finds hardly any of them by group, where it is known how many %s [S-35]',
    (told) => {
      const { small, found } = attack(told, true);

      expect(small).toBeGreaterThan(500);
      expect(found / small).toBeLessThan(0.002);
    },
  );
});

describe('a unit in which few were not asked', () => {
  const place = (unit: string, out: number, rooms: readonly number[]): PlaceCounts => ({
    units: [unit, `${unit}/1`],
    counts: [
      countOpinions([
        ...rooms.flatMap((count, option) => times(count, kinds[option] ?? {})),
        ...times(out, { door: '2' }),
      ]),
    ],
  });
  const told = (out: number, question = room): string => {
    const shown = protectAnswers({
      question,
      divider: null,
      places: [place('1', out, [50, 40, 20])],
      ...bounds,
    });
    const unit = { level: 0, code: '1' };
    return (
      [0, 1].map((option) => shown.statusOf(unit, 0, option)).join() +
      (shown.isBaseShown(unit, 0) ? ' base' : '') +
      (shown.isMissingShown(unit, 0) ? ' missing' : '')
    );
  };

  test('tells neither how many these are nor what the others answered [S-35]', () => {
    // 9 of 119 did not come in: the 110 answers about the room and the 119 people would tell it.
    expect(told(9)).toBe('suppressed,suppressed');
    expect(told(9, door)).toBe('suppressed,suppressed');
  });

  test('tells what the others answered where nothing tells how many there were in all [S-35]', () => {
    expect(told(9, roomOfIndex)).toBe('published,published base');
  });

  test('tells both where they are ten, or nobody [S-35]', () => {
    expect(told(10)).toBe('published,published base missing');
    expect(told(10, door)).toBe('published,published base missing');
    expect(told(0)).toBe('published,published base missing');
  });
});
