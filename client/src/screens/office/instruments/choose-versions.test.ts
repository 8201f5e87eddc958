import type { InstrumentSummary } from '@sipas/shared/wire';
import { expect, test } from 'vitest';
import { chooseVersions } from './choose-versions.ts';

const version = (letter: string, number: number): InstrumentSummary['versions'][number] => ({
  version: letter.repeat(64) as InstrumentSummary['versions'][number]['version'],
  ...{ number, title: 'Phiếu', questions: 40, criteria: 22, waves: [] },
});
const alone: InstrumentSummary = { id: 'alone', title: 'Một', versions: [version('d', 1)] };
const form: InstrumentSummary = {
  ...{ id: 'form', title: 'Ba' },
  versions: [version('c', 3), version('b', 2), version('a', 1)],
};
const numbers = (choices: Readonly<Record<string, string>>, list = [alone, form]) => {
  const chosen = chooseVersions(list, choices);
  return chosen.tag === 'pair'
    ? `${chosen.instrument.id} ${String(chosen.before.number)} ${String(chosen.after.number)}`
    : chosen.tag === 'unknown'
      ? `unknown ${chosen.asked}`
      : chosen.tag;
};

test.each([
  ['nothing: the newest beside the one before it', {}, 'form 2 3'],
  ['a later version', { phieu: 'form', sau: 'bbbbbbbbbbbb' }, 'form 1 2'],
  ['an earlier version', { phieu: 'form', truoc: 'aaaaaaaaaaaa' }, 'form 1 3'],
  ['two turned round', { phieu: 'form', truoc: 'cccc', sau: 'aaaa' }, 'form 3 1'],
  ['the first as the later one', { phieu: 'form', sau: 'aaaa' }, 'form 2 1'],
  ['one version twice', { phieu: 'form', truoc: 'bbbb', sau: 'bbbb' }, 'form 2 2'],
  ['an instrument of one version', { phieu: 'alone' }, 'one'],
  ['that version beside itself', { phieu: 'alone', truoc: 'dd' }, 'alone 1 1'],
  ['another instrument', { phieu: 'census' }, 'unknown census'],
  ['another version', { phieu: 'form', sau: 'eeee' }, 'unknown eeee'],
  ['another earlier version', { phieu: 'form', truoc: 'ffff' }, 'unknown ffff'],
])('an address that names %s [W-44]', (_, choices, expected) => {
  expect(numbers(choices)).toBe(expected);
});

test('without instruments there is nothing to compare [W-44]', () => {
  expect(numbers({}, [])).toBe('none');
  expect(numbers({}, [alone])).toBe('one');
});
