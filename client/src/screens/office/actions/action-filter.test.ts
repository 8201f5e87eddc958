import type { Action } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { chooseActions, filterActions, unitsOf } from './action-filter.ts';

const action = (
  id: string,
  status: Action['status'],
  daysLate: number,
  ...units: readonly string[]
): Action =>
  ({
    id,
    status,
    daysLate,
    units: units.map((code) => ({ code, label: `Xã ${code}` })),
  }) as unknown as Action;

const actions = [
  action('a', 'doing', 3, 'B', 'A'),
  action('b', 'planned', 0, 'B'),
  action('c', 'done', 0, 'C'),
];
const ids = (choices: Readonly<Record<string, string>>) =>
  filterActions(actions, chooseActions(choices)).map(({ id }) => id);

describe('the list of actions', () => {
  it('is filtered by status, unit and overdue in the address, all of them together', () => {
    expect(ids({})).toEqual(['a', 'b', 'c']);
    expect(ids({ tt: 'done' })).toEqual(['c']);
    expect(ids({ dv: 'B' })).toEqual(['a', 'b']);
    expect(ids({ dv: 'B', han: 'qua' })).toEqual(['a']);
    expect(ids({ dv: 'X' })).toEqual([]);
  });

  it('takes a word that is no filter for none', () => {
    expect(ids({ tt: 'maybe', han: 'x' })).toEqual(['a', 'b', 'c']);
  });

  it('offers each unit once, by name', () => {
    expect(unitsOf(actions).map(({ code }) => code)).toEqual(['A', 'B', 'C']);
  });
});
