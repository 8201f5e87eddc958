import { expect, it } from 'vitest';
import type { Instant } from '@sipas/shared/kernel';
import { createNoteCaller } from './note-caller.ts';

function setupNoteCaller() {
  const noted: string[] = [];
  const note = createNoteCaller({
    unknownPhones: {
      noteCaller(deviceId) {
        noted.push(deviceId);
        return Promise.resolve();
      },
    },
    clock: { now: () => '2026-11-26T03:00:00.000Z' as Instant },
  });
  const call = (phone: number, address: string) => note({ deviceId: idOf(phone) }, address);
  return { noted, call };
}

const idOf = (phone: number): string =>
  `01890000-0000-7000-8000-${String(phone).padStart(12, '0')}`;

it('counts no more than 300 phones of all addresses together [A-91]', async () => {
  const { noted, call } = setupNoteCaller();

  // Eleven addresses with thirty phones each: 330.
  for (let phone = 0; phone < 330; phone++) await call(phone, `address ${String(phone % 11)}`);

  expect(noted).toEqual(Array.from({ length: 300 }, (_, phone) => idOf(phone)));
});

it('takes nothing from a phone for what its address is refused for [A-91]', async () => {
  const { noted, call } = setupNoteCaller();
  for (let phone = 0; phone < 30; phone++) await call(phone, 'crowded');

  // The thirty-first of its address; were its minute used up by that, it could not be seen from elsewhere either.
  await call(99, 'crowded');
  await call(99, 'elsewhere');

  expect(noted.slice(30)).toEqual([idOf(99)]);
});

it('counts a phone that calls again within its minute for its address alone [A-91]', async () => {
  const { noted, call } = setupNoteCaller();

  for (let again = 0; again < 2; again++) await call(0, 'office');
  for (let phone = 1; phone < 30; phone++) await call(phone, 'office');

  // Two of the thirty calls of the address were of phone 0, so phone 29 is the thirty-first.
  expect(noted).toEqual(Array.from({ length: 29 }, (_, phone) => idOf(phone)));
});
