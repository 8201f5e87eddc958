import type * as argon2 from '@node-rs/argon2';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noPassword, passwordMatches, hashPassword } from './passwords.ts';

// By what is computed, not by a clock, which tells another time on every machine.
const computed = vi.hoisted(() => ({ hashes: [] as string[] }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>();
  return {
    ...real,
    verify: (hashed: string, password: string) => {
      computed.hashes.push(hashed);
      return real.verify(hashed, password);
    },
  };
});
beforeEach(() => {
  computed.hashes = [];
});
afterEach(() => vi.restoreAllMocks());

it('an unknown name, an account without a password, a wrong and a right one take the same hash once [P-02]', async () => {
  const kept = await hashPassword('con đò chở đầy trái');
  const tries: readonly (readonly [string | null, string, boolean])[] = [
    [null, 'con đò chở đầy trái', false],
    [null, 'no account has this password', false],
    [noPassword, 'con đò chở đầy trái', false],
    [kept, 'sai', false],
    [kept, 'con đò chở đầy trái', true],
  ];

  for (const [hashed, password, right] of tries)
    expect([password, await passwordMatches(hashed, password)]).toEqual([password, right]);

  const work = computed.hashes.map((hashed) => hashed.split('$').slice(0, 4).join('$'));
  expect(work).toEqual(tries.map(() => '$argon2id$v=19$m=19456,t=2,p=1'));
});
