import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arbitraryAnswers,
  countAnswers,
  layout,
  packing,
} from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import {
  addResponse,
  countsFromBytes,
  countsToBytes,
  createCountLayout,
  createCounts,
  mergeCounts,
  responseCount,
} from './answer-counts.ts';
import { packAnswers } from './packed-answers.ts';

const manyAnswers = fc.array(arbitraryAnswers, { maxLength: 30 });

test('lays out a cell per response, symbol and group [S-03]', () => {
  // 1 + sex (2 + 4) + job (13 + 4) + three channels (2 + 4) + five criteria (5 + 4) + 3 factors + 2 blocks + overall
  // = 1 + 6 + 17 + 18 + 45 + 6 = 93.
  expect(layout.length).toBe(93);
  expect(layout.groups.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
    'factor A',
    'factor B',
    'factor I',
    'block policy',
    'block service',
    'overall overall',
  ]);
});

test('counts every slot once per response, in one cell of its own [S-03]', () => {
  const counts = countAnswers([
    { sex: '1', a1: '4' },
    { sex: '1', a1: '2' },
  ]);
  const slotCells = counts.slice(1, layout.length - layout.groups.length);

  expect(responseCount(counts)).toBe(2);
  // Two responses, ten slots each.
  expect(slotCells.reduce((sum, count) => sum + count)).toBe(20);
  // Sex "1" is the first cell after the responses; both are men.
  expect(counts[1]).toBe(2);
});

test('counts responses with a valid answer per factor, block and overall [S-03]', () => {
  const counts = countAnswers([
    { a1: '4', a2: '5' },
    { b1: '1', i1: { missing: 'refused' } },
    { a1: { missing: 'left-blank' } },
  ]);

  // A: the first; B: the second; I: none; policy: both; service: none; overall: both.
  expect(layout.groups.map(({ cell }) => counts[cell])).toEqual([1, 1, 0, 2, 0, 2]);
});

test('returns to zero when every response is taken away again, in any order [S-03]', () => {
  fc.assert(
    fc.property(manyAnswers, (responses) => {
      const counts = countAnswers(responses);

      for (const answers of [...responses].reverse())
        addResponse(layout, counts, packAnswers(packing, answers), -1);

      expect(counts).toEqual(createCounts(layout));
    }),
  );
});

test('does not depend on the order of the responses [S-03]', () => {
  fc.assert(
    fc.property(manyAnswers, (responses) => {
      expect(countAnswers([...responses].reverse())).toEqual(countAnswers(responses));
    }),
  );
});

test('counts parts and merges them as it counts the whole [S-03]', () => {
  fc.assert(
    fc.property(manyAnswers, manyAnswers, (one, other) => {
      const merged = countAnswers(one);
      mergeCounts(merged, countAnswers(other));

      expect(merged).toEqual(countAnswers([...one, ...other]));
    }),
  );
});

test('changes nothing when it refuses [S-03]', () => {
  const counts = countAnswers([{ sex: '1' }]);
  const before = counts.slice();

  expect(() => addResponse(layout, counts, '1', 1)).toThrow(RangeError);
  expect(() => addResponse(layout, counts, '---------9', 1)).toThrow(RangeError);
  expect(() => addResponse(layout, counts, '---------đ', 1)).toThrow(RangeError);
  expect(() => addResponse(layout, createCounts(layout), '----------', -1)).toThrow(RangeError);
  expect(() => mergeCounts(counts, new Uint32Array(3))).toThrow(RangeError);
  expect(counts).toEqual(before);
});

test('stores counts as bytes and reads them back, from any place in memory [S-03]', () => {
  const counts = countAnswers([{ sex: '1', a1: '4' }]);
  const stored = new Uint8Array(layout.length * 4 + 1);
  stored.set(countsToBytes(counts), 1);

  expect(countsFromBytes(layout, stored.subarray(1))).toEqual(counts);
  expect(() => countsFromBytes(layout, stored)).toThrow(RangeError);
});

test('refuses a criterion that several options may answer [S-03]', () => {
  const sections = smallInstrument.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) =>
      question.code === 'c2' ? { ...question, factor: 'A' } : question,
    ),
  }));

  expect(() => createCountLayout({ ...smallInstrument, sections }, packing)).toThrow(RangeError);
});
