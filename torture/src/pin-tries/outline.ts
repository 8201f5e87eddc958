import type { HarnessOutline } from '../harness.ts';

export const outline: HarnessOutline = {
  name: 'pin-tries',
  title:
    'a script tries PINs on a locked phone, moves its clock and restarts it: no try is free, the outbox stays byte for byte, and the right PIN opens the interview that was begun',
  unit: 'tries',
  budgets: { short: 200, long: 100_000, plant: 400 },
  plants: [
    {
      name: 'wrong tries are not kept',
      kind: 'source',
      file: 'client/src/app/field/pin-lock.ts',
      find: 'if (before.failures > 0 || key === null) await shelf.savePinAttempts(after);',
      replace: '',
    },
    {
      name: 'too many tries erase the key of the interview',
      kind: 'source',
      file: 'client/src/app/field/pin-lock.ts',
      find: 'const after = attemptsAfter(before, key !== null, nowMs);',
      replace: `const after = attemptsAfter(before, key !== null, nowMs);
      const erased = after.failures > 6 ? await shelf.vault() : null;
      if (erased !== null) await shelf.setVault({ ...erased, wrapped: '00'.repeat(60) });`,
    },
  ],
};
