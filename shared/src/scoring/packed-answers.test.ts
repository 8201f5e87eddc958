import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryAnswers, packing } from '../../test/scoring/arbitrary-answers.ts';
import { smallInstrument } from '../../test/scoring/small-instrument.ts';
import { answerPlaces, createPacking, packAnswers, unpackAnswers } from './packed-answers.ts';

test('packs one character per question, or per option where several may be chosen [S-02]', () => {
  const packed = packAnswers(packing, {
    sex: '2',
    job: '13',
    age: 44,
    c2: ['loa', 'mang'],
    comment: 'Tốt',
    a1: '5',
    a2: { missing: 'left-blank' },
    b1: { missing: 'refused' },
    i1: { missing: 'dont-know' },
    i2: { missing: 'not-asked' },
  });

  // sex 2nd option, job 13th = D, channels 1 0 1, then the five criteria.
  expect(packed).toBe('2D1015.rd-');
});

test('packs a question that was not reached as not asked [S-02]', () => {
  expect(packAnswers(packing, {})).toBe('----------');
  expect(packAnswers(packing, { c2: { missing: 'refused' } })).toBe('--rrr-----');
  expect(packAnswers(packing, { c2: [] })).toBe('--000-----');
});

test('gives back every answer that was packed [S-02]', () => {
  fc.assert(
    fc.property(arbitraryAnswers, (answers) => {
      expect(unpackAnswers(packing, packAnswers(packing, answers))).toEqual(answers);
    }),
  );
});

test('tells where each answer stands in its list, 0 for what is missing [S-02]', () => {
  // sex 2nd of 2, job 13th, channels chosen, not, chosen, the criteria 5 and none of four kinds.
  expect([...answerPlaces(packing, '2D1015.rd-')]).toEqual([2, 13, 2, 1, 2, 5, 0, 0, 0, 0]);
  expect([...answerPlaces(packing, '--rrr-----')]).toEqual(Array(10).fill(0));
  expect(() => answerPlaces(packing, '2D1015.rd')).toThrow(RangeError);
});

test('refuses to pack what the question cannot carry [S-02]', () => {
  expect(() => packAnswers(packing, { sex: '3' })).toThrow(RangeError);
  expect(() => packAnswers(packing, { sex: ['1'] })).toThrow(RangeError);
  expect(() => packAnswers(packing, { c2: 'loa' })).toThrow(RangeError);
  expect(() => packAnswers(packing, { c2: ['radio'] })).toThrow(RangeError);
  expect(() => packAnswers(packing, { a1: 4 })).toThrow(RangeError);
});

test('refuses to unpack what was never packed [S-02]', () => {
  expect(() => unpackAnswers(packing, '2D1015.rd')).toThrow(RangeError);
  expect(() => unpackAnswers(packing, '3D1015.rd-')).toThrow(RangeError);
});

test('refuses an instrument whose choice list is missing or too long [S-02]', () => {
  const many = Array.from({ length: 36 }, (_, index) => ({
    code: String(index),
    label: { vi: 'x' },
  }));
  const withLists = (choiceLists: typeof smallInstrument.choiceLists) => () =>
    createPacking({ ...smallInstrument, choiceLists });

  expect(withLists({})).toThrow(RangeError);
  expect(withLists({ ...smallInstrument.choiceLists, many })).toThrow(RangeError);
});
