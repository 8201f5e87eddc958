import type { AnswerRow } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import { stackAnswers } from './answer-stack.ts';

const rowsOf = (counts: readonly (number | null)[], valid: number): AnswerRow[] =>
  counts.map((count, option) => ({
    unit: '86',
    unitName: 'Tỉnh Vĩnh Long',
    unitValidFrom: null,
    unitValidTo: null,
    group: null,
    question: 'c9_01',
    questionLabel: 'Thông tin dễ tìm',
    option: String(option + 1),
    optionLabel: `Mức ${String(option + 1)}`,
    count,
    valid,
    percent: null,
    interval: null,
    intervalStatus: 'insufficient' as const,
    rank: null,
    missing: null,
    status: count === null ? 'suppressed' : 'published',
  }));

it('puts the five answers beside each other [G-06]', () => {
  // 2, 10, 26, 112 and 50 of 200.
  const [stack] = stackAnswers(rowsOf([2, 10, 26, 112, 50], 200));

  expect(stack?.segments.map(({ share }) => share)).toEqual([0.01, 0.05, 0.13, 0.56, 0.25]);
});

it('shows what is hidden as one stretch, as long as what is left [G-06]', () => {
  // 200 less 26, 112 and 50 are 12.
  expect(stackAnswers(rowsOf([null, null, 26, 112, 50], 200))[0]?.segments).toEqual([
    { options: ['1', '2'], share: 0.06, isHidden: true },
    { options: ['3'], share: 0.13, isHidden: false },
    { options: ['4'], share: 0.56, isHidden: false },
    { options: ['5'], share: 0.25, isHidden: false },
  ]);
});

it('has no bar where nothing is told [G-06]', () => {
  expect(stackAnswers(rowsOf([null, null, null, null, null], 12))[0]?.segments).toEqual([]);
});
