import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSignInLimits } from './sign-in-limits.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

const limits = () => createSignInLimits();
type Limits = ReturnType<typeof limits>;
async function tryWrong(limit: Limits, tries: (readonly [string, string])[]) {
  const waits = [];
  for (const [name, address] of tries) waits.push(await limit.take(name, address));
  return waits;
}
const times = <T>(count: number, of: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => of(place));
const free = (waits: (number | null)[]) => waits.filter((wait) => wait === null).length;

it('ten wrong tries on an account from one address, then a quarter of an hour [P-108]', async () => {
  const limit = limits();

  const waits = await tryWrong(
    limit,
    times(11, () => ['lan', 'a']),
  );

  expect(free(waits)).toBe(10);
  expect(waits[10]).toBeGreaterThan(14 * 60);
  expect(await limit.take('lan', 'b')).toBeNull();
  vi.setSystemTime(Date.now() + 15 * 60_000 + 1);
  expect(await limit.take('lan', 'a')).toBeNull();
});

it('sixty wrong tries from one address, on whatever accounts [P-108]', async () => {
  const limit = limits();

  const waits = await tryWrong(
    limit,
    times(61, (place) => [`name-${String(place)}`, 'a']),
  );

  expect([free(waits), waits[60] === null]).toEqual([60, false]);
  expect(await limit.take('name-1', 'b')).toBeNull();
});

it('a hundred wrong tries on one account, from whatever addresses, then an hour [P-108]', async () => {
  const limit = limits();

  const waits = await tryWrong(
    limit,
    times(101, (place) => ['lan', `address-${String(place)}`]),
  );

  expect([free(waits), waits[100]]).toEqual([100, 3600]);
  expect(await limit.take('minh', 'address-1')).toBeNull();
});

it('where the account was signed in before, others do not lock it [P-108]', async () => {
  const limit = limits();
  await limit.take('lan', 'home');
  await limit.right('lan', 'home');

  await tryWrong(
    limit,
    times(200, (place) => ['lan', `address-${String(place)}`]),
  );

  expect(await limit.take('lan', 'home')).toBeNull();
  expect(await limit.take('lan', 'elsewhere')).not.toBeNull();
});

it('one address cannot lock an account for others, however long it tries [P-108]', async () => {
  const limit = limits();

  await tryWrong(
    limit,
    times(500, () => ['lan', 'a']),
  );

  expect(await limit.take('lan', 'b')).toBeNull();
});

it('right tries do not count: a whole office signs in from one address [P-108]', async () => {
  const limit = limits();

  for (const name of times(300, (place) => `name-${String(place)}`)) {
    expect(await limit.take(name, 'office')).toBeNull();
    await limit.right(name, 'office');
  }
  for (let time = 0; time < 50; time++) {
    expect(await limit.take('lan', 'office')).toBeNull();
    await limit.right('lan', 'office');
  }
});
