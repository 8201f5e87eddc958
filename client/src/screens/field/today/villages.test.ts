import type { PackageWave } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import { villageRows } from './villages.ts';

const unit = (code: string, name: string, village: string) => ({
  code,
  name,
  villages: [{ code: '01', name: village, target: 2 }],
});
const open = {
  id: 'b',
  units: [unit('29551', 'Phường Long Châu', 'Khóm 1')],
} as unknown as PackageWave;
const closed = { id: 'a', name: 'Đợt a', units: [unit('29551', 'Phường Long Châu', 'Ấp An Hòa')] };
const done = (waveId: string, village = '01', commune = '29551') => ({
  waveId,
  commune,
  village,
  done: 1,
});

it('names the places of a closed wave as they were named, and marks them as closed', () => {
  const [row, ...more] = villageRows({ waves: [] }, [closed], [done('a')]);

  expect(more).toEqual([]);
  expect(row).toMatchObject({
    communeName: 'Phường Long Châu',
    name: 'Ấp An Hòa',
    target: 0,
    done: 1,
    isClosed: true,
  });
});

it('keeps apart what two waves call by one code, the open one first', () => {
  const rows = villageRows({ waves: [open] }, [closed], [done('a'), done('b')]);

  expect(rows.map(({ name, done, isClosed }) => [name, done, isClosed])).toEqual([
    ['Khóm 1', 1, false],
    ['Ấp An Hòa', 1, true],
  ]);
});

it('shows a typed village by its own name', () => {
  const [, typed] = villageRows({ waves: [open] }, [], [done('b', 'Ấp Mới')]);

  expect(typed).toMatchObject({ communeName: 'Phường Long Châu', name: 'Ấp Mới', isClosed: false });
});
