import { expect, it } from 'vitest';
import { resultViews, viewsFor } from './views.ts';

it('keep comments, and the report that quotes them, from who watches from outside', () => {
  expect(viewsFor('observer').map(({ id }) => id)).toEqual([
    ...['overview', 'scores', 'answers', 'compare', 'trend', 'priorities'],
  ]);
  expect(viewsFor('analyst')).toEqual(resultViews);
});
