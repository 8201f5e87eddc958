import type { GroupingDetails } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import {
  addArea,
  countChanges,
  draftOf,
  moveCommunes,
  removeArea,
  renameArea,
} from './grouping-draft.ts';

const grouping: GroupingDetails = {
  ...{ id: 'g', title: 'G', editable: true, revision: 0, changedAt: null, changedBy: null },
  areas: [
    { code: 'vl', title: 'Vĩnh Long', people: [] },
    { code: 'bt', title: 'Bến Tre', people: [] },
  ],
  communes: [
    { code: '1', name: 'Một', area: 'vl' },
    { code: '2', name: 'Hai', area: 'vl' },
    { code: '3', name: 'Ba', area: 'bt' },
  ],
  history: [],
};
const start = draftOf(grouping);

it('counts what was moved and which areas changed, and nothing once all is back', () => {
  const moved = moveCommunes(start, new Set(['1', '2']), 'bt');
  const changed = renameArea(removeArea(addArea(moved, 'Mới'), 'vl'), 'bt', 'Bến Tre cũ');

  // Two communes; one area new, one gone, one renamed.
  expect(countChanges(changed, grouping)).toEqual({ moved: 2, areas: 3 });
  expect(countChanges(moveCommunes(moved, new Set(['1', '2']), 'vl'), grouping)).toEqual({
    moved: 0,
    areas: 0,
  });
});

it('gives a new area a code of its own, also where its name has no letter', () => {
  const twice = addArea(addArea(start, 'Khu vực Đức Mỹ'), 'khu vuc duc my');
  expect(twice.areas.slice(2).map(({ code }) => code)).toEqual([
    'khu-vuc-duc-my',
    'khu-vuc-duc-my-2',
  ]);
  expect(addArea(start, '…').areas.at(-1)).toEqual({ code: 'khu-vuc', title: '…' });
});

it('removes no area in which a commune lies', () => {
  expect(removeArea(start, 'vl')).toBe(start);
});
