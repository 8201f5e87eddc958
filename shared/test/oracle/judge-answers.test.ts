import { expect, test } from 'vitest';
import { judgeAnswers } from './judge-answers.ts';
import { randomCase } from './random-designs.ts';

const given = { ...randomCase(1), singleClusters: 'adjust' as const, margins: 0 as const };
const figures = (...pairs: readonly (readonly [string, number])[]) => new Map(pairs);
const whole = figures(['all.mean', 2], ['all.mean.se', 0.5], ['all.df', 9], ['difference', 1]);
const without = (name: string) => new Map([...whole].filter(([one]) => one !== name));

test('counts what agrees, and complains of what differs by more than rounding', () => {
  expect(judgeAnswers(given, whole, whole)).toMatchObject({ agree: 4, complaints: [] });
  const off = new Map(whole).set('difference', 1 + 1e-8);
  expect(judgeAnswers(given, off, whole).complaints).toHaveLength(1);
});

test('complains of a figure that either side lacks', () => {
  expect(judgeAnswers(given, without('difference'), whole).complaints).toEqual([
    'case 1 difference: ours NaN, R 1 (only one side)',
  ]);
  expect(judgeAnswers(given, whole, without('difference')).complaints).toHaveLength(1);
  expect(judgeAnswers(given, whole, without('all.mean.se')).complaints).toHaveLength(1);
  expect(judgeAnswers(given, null, whole).complaints).toHaveLength(4);
});

test('knows why one side may lack a figure', () => {
  const averaged = { ...given, singleClusters: 'average' as const };
  expect(judgeAnswers(averaged, whole, without('all.mean.se'))).toMatchObject({
    complaints: [],
    explained: { 'R averages over no stratum': 1 },
  });
  expect(judgeAnswers(averaged, whole, without('all.mean')).complaints).toHaveLength(1);
  const alone = figures(['all.mean', 2], ['all.df', 0]);
  expect(judgeAnswers(given, null, alone)).toMatchObject({ complaints: [] });
});
