import { expect, test } from 'vitest';
import type { SignalCode } from '@sipas/shared/quality';
import { fairShare } from './fair-share.ts';

const raise = (
  surveyorId: string | null,
  count: number,
  code: SignalCode = 'response.long-run',
  bound = 0.75,
) =>
  Array.from({ length: count }, (_, at) => ({
    ...{ surveyorId, code, bound },
    // The weakest first, so that a cut by order would keep the wrong ones.
    value: bound + ((at + 1) / count) * (1 - bound),
  }));
const countOf = (all: readonly { readonly surveyorId: string | null }[], id: string | null) =>
  all.filter(({ surveyorId }) => surveyorId === id).length;

test('one surveyor with 1,050 signals crowds out nobody [K-20]', () => {
  const raised = [...raise('many', 1050), ...raise('few', 3), ...raise('some', 40)];

  const shown = fairShare(raised, 1000);

  // 1,000 less the 43 of the others are left for the one.
  expect(['many', 'few', 'some'].map((id) => countOf(shown, id))).toEqual([957, 3, 40]);
});

test('two who have more than their share have as many as one another [K-20]', () => {
  const shown = fairShare([...raise('a', 900), ...raise('b', 500), ...raise(null, 100)], 1000);

  // (1,000 − 100) / 2.
  expect(['a', 'b', null].map((id) => countOf(shown, id))).toEqual([450, 450, 100]);
});

test('keeps the strongest of a surveyor, of every signal in turn [K-20]', () => {
  const raised = [
    ...raise('a', 4),
    ...raise('a', 1, 'response.at-night', 21),
    // Below its bound, so the least is the strongest.
    { surveyorId: 'a', code: 'response.too-fast' as const, bound: 2, value: 1.5 },
    { surveyorId: 'a', code: 'response.too-fast' as const, bound: 2, value: 0.5 },
  ];

  const shown = fairShare(raised, 4).map(({ code, value }) => [code, value]);

  expect(new Set(shown.slice(0, 3).map(([code]) => code)).size).toBe(3);
  expect(shown).toContainEqual(['response.long-run', 1]);
  expect(shown).toContainEqual(['response.too-fast', 0.5]);
  expect(shown).not.toContainEqual(['response.long-run', 0.75 + 0.25 / 4]);
  expect(shown).toHaveLength(4);
});

test('leaves everybody at least one, and all where they fit [K-20]', () => {
  const many = Array.from({ length: 5 }, (_, at) => raise(String(at), 2)).flat();

  expect(fairShare(many, 3)).toHaveLength(5);
  expect(fairShare(many, 10)).toHaveLength(10);
  expect(fairShare([], 10)).toEqual([]);
});
