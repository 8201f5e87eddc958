import type { ScoreRow } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { chooseMode } from './compare-mode.ts';
import { choosePair } from './choose-pair.ts';

const row = (unit: string, percent: string | null) => ({ unit, percent }) as ScoreRow;
const rows = [row('1', null), row('2', '80.00'), row('3', '70.00')];

describe('the units to compare', () => {
  it('are those of the address, else the first that have a figure', () => {
    const pair = (unit: string, other: string | null) => ({ tag: 'pair', unit, other });
    expect(choosePair(rows, {}, false)).toEqual(pair('2', '3'));
    expect(choosePair(rows, { unit: '1', other: '2' }, false)).toEqual(pair('1', '2'));
    expect(choosePair(rows, { other: '2' }, false)).toEqual(pair('3', '2'));
    expect(choosePair(rows, { unit: '3', other: '3' }, false)).toEqual(pair('3', '2'));
    expect(choosePair(rows, {}, true)).toEqual(pair('2', null));
    expect(choosePair(rows, { unit: '1', other: 'nowhere' }, true)).toEqual(pair('1', null));
  });

  it('are told by their code where they are not there, and lack where there are not two', () => {
    expect(choosePair(rows, { unit: 'nowhere' }, true)).toEqual({
      tag: 'unknown',
      code: 'nowhere',
    });
    expect(choosePair(rows, { unit: '2', other: 'gone' }, false)).toEqual({
      tag: 'unknown',
      code: 'gone',
    });
    expect(choosePair([row('1', '80.00')], {}, false)).toEqual({ tag: 'too-few' });
    expect(choosePair([], {}, true)).toEqual({ tag: 'too-few' });
  });
});

it('what is compared is two waves unless the address says otherwise', () => {
  expect(['don-vi', 'con-lai', 'other', undefined].map(chooseMode)).toEqual([
    ...['units', 'rest', 'waves', 'waves'],
  ]);
});
