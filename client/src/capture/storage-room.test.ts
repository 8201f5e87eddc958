import { expect, it } from 'vitest';
import { storageRoom } from './storage-room.ts';

const MiB = 1024 * 1024;
const facts = { usage: 80 * MiB, quota: 1_000 * MiB, meanFormBytes: 20_000, isOnReserve: false };

it.each([
  ['far from full', facts, 'enough'],
  ['exactly 20 MiB free', { ...facts, usage: 980 * MiB }, 'enough'],
  ['a byte less', { ...facts, usage: 980 * MiB + 1 }, 'low'],
  ['forms of 10 MiB, 29 MiB free', { ...facts, usage: 971 * MiB, meanFormBytes: 10 * MiB }, 'low'],
  [
    'forms of 10 MiB, 30 MiB free',
    { ...facts, usage: 970 * MiB, meanFormBytes: 10 * MiB },
    'enough',
  ],
  ['no form yet', { ...facts, usage: 985 * MiB, meanFormBytes: null }, 'low'],
  ['a browser that tells nothing', { ...facts, usage: null, quota: null }, 'enough'],
  ['on its reserve, whatever the browser tells', { ...facts, isOnReserve: true }, 'reserve'],
  ['on its reserve, untold', { ...facts, quota: null, isOnReserve: true }, 'reserve'],
] as const)('%s: %o → %s [C-32]', (_case, given, room) => {
  expect(storageRoom(given)).toBe(room);
});
