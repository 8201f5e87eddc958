import { ok, refuse } from '@sipas/shared/kernel';
import { describe, expect, it } from 'vitest';
import { together } from './together.ts';

describe('questions asked together', () => {
  it('are answered in their places', async () => {
    expect(await together([Promise.resolve(ok(1)), Promise.resolve(ok('b'))])).toEqual(
      ok([1, 'b']),
    );
  });

  it('fail as the first of them that failed', async () => {
    const answers = await together<[number, number, number]>([
      Promise.resolve(ok(1)),
      Promise.resolve(refuse({ tag: 'timeout' })),
      Promise.resolve(refuse({ tag: 'offline' })),
    ]);
    expect(answers).toEqual(refuse({ tag: 'timeout' }));
  });
});
