import { expect, it } from 'vitest';
import type { Wave } from '@sipas/shared/wire';
import { resultViews, toldWaves, viewsFor } from './views.ts';

it('keep comments, and the report that quotes them, from who watches from outside', () => {
  expect(viewsFor('observer').map(({ id }) => id)).toEqual([
    ...['overview', 'scores', 'answers', 'compare', 'trend', 'priorities'],
  ]);
  expect(viewsFor('analyst')).toEqual(resultViews);
});

it('lay a frozen wave beside no growing one for who watches from outside', () => {
  const waves = [{ id: 'frozen', edition: 1 }, { id: 'open' }] as unknown as readonly Wave[];
  const namesFor = (role: Parameters<typeof toldWaves>[0]) =>
    toldWaves(role, waves).map(({ id }) => id);

  expect(namesFor('observer')).toEqual(['frozen']);
  expect(namesFor('analyst')).toEqual(['frozen', 'open']);
  expect(namesFor('admin')).toEqual(['frozen', 'open']);
});
