import { expect, test } from 'vitest';
import { type WaveDraft, fieldOf, judgeDraft, readWhole, requestOf } from './new-wave-form.ts';

const draft: WaveDraft = {
  name: 'SIPAS 2027',
  catalogue: '2025-07-01',
  instruments: ['household-2022'],
  scheme: 'criterion_mean',
  minimumBase: '30',
  minimumCell: '10',
  allowanceVnd: '',
  file: null,
  open: true,
};

test.each<[Partial<WaveDraft>, object]>([
  [{}, {}],
  [{ minimumBase: '10' }, {}],
  [{ allowanceVnd: '50.000' }, {}],
  [{ name: '  ' }, { name: 'nameMissing' }],
  [{ catalogue: '' }, { catalogue: 'dayMissing' }],
  [{ instruments: [] }, { instruments: 'instrumentMissing' }],
  [{ minimumBase: '9' }, { minimumBase: 'baseBelowCell' }],
  [{ minimumBase: '' }, { minimumBase: 'numberBad' }],
  [{ minimumBase: '0' }, { minimumBase: 'numberBad' }],
  [{ minimumCell: 'mười' }, { minimumCell: 'numberBad' }],
  [{ minimumCell: '2.000.000' }, { minimumCell: 'numberBad' }],
  [{ allowanceVnd: '50k' }, { allowanceVnd: 'amountBad' }],
  [{ allowanceVnd: '10.000.001' }, { allowanceVnd: 'amountBad' }],
  [{ file: new File(['x'.repeat(5_000_000)], 'to.csv') }, { file: 'fileTooLarge' }],
])('of %o the form says %o, each beside its field [W-34]', (changes, faults) => {
  expect(judgeDraft({ ...draft, ...changes })).toEqual(faults);
});

test.each([
  ['30', 30],
  [' 1.000 ', 1000],
  ['1.000.000', 1_000_000],
  ['1.5', null],
  ['1,5', null],
  ['-1', null],
  ['', null],
])('"%s" is the whole number %s [W-34]', (typed, expected) => {
  expect(readWhole(typed)).toBe(expected);
});

test('what is sent has the text of the plan and numbers [W-34]', async () => {
  const file = new File(['\uFEFFcommune,code'], 'ke-hoach.csv');

  expect(await requestOf({ ...draft, allowanceVnd: '50.000', file })).toEqual({
    ...draft,
    file: undefined,
    minimumBase: 30,
    minimumCell: 10,
    allowanceVnd: 50_000,
    villages: 'commune,code',
  });
});

test('a file that was written anew after it was chosen is told, not sent [W-34]', async () => {
  const file = new File([''], 'ke-hoach.csv');
  file.text = () => Promise.reject(new DOMException('changed', 'NotReadableError'));

  expect(await requestOf({ ...draft, file })).toBeNull();
});

test.each([
  ['wave.exists', 'name'],
  ['plan.bad-cell', 'file'],
  ['permission.denied', null],
])('a refusal %s of the server stands beside %s [W-34]', (code, field) => {
  expect(fieldOf(code)).toBe(field);
});
