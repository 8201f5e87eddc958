import { expect, it } from 'vitest';
import { backupsToDelete } from './rotation.ts';

const at = (madeAt: string) => ({ madeAt });
const now = '2026-11-26T05:00:00.000Z';

it('keeps every backup of the last 24 hours [B-08]', () => {
  const hourly = ['2026-11-25T05:00:00.000Z', '2026-11-25T18:00:00.000Z', now].map(at);

  expect(backupsToDelete(hourly, now)).toEqual([]);
});

it('keeps the last of each day of Vietnam before that [B-08]', () => {
  // 16:59 UTC is 23:59 of the 24th in Vietnam, 17:01 UTC is 00:01 of the 25th there.
  const notes = [
    '2026-11-24T03:00:00.000Z',
    '2026-11-24T16:59:00.000Z',
    '2026-11-24T17:01:00.000Z',
  ];

  expect(backupsToDelete([...notes, now].map(at), now)).toEqual([at('2026-11-24T03:00:00.000Z')]);
});

it('keeps no day longer than 35 days, so that what was deleted is gone from backups too [B-08]', () => {
  // 35 days before 26 November is 22 October.
  const notes = ['2026-10-22T04:59:00.000Z', '2026-10-22T05:00:00.000Z', now].map(at);

  expect(backupsToDelete(notes.toReversed(), now)).toEqual([at('2026-10-22T04:59:00.000Z')]);
});

it('never lets the newest go, however old it is [B-08]', () => {
  const notes = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'].map(at);

  expect(backupsToDelete(notes, now)).toEqual([at('2026-01-01T00:00:00.000Z')]);
  expect(backupsToDelete([], now)).toEqual([]);
});
