import { expect, it } from 'vitest';
import { smallForm } from '../../test/capture/small-world.ts';
import { progressOf } from './progress.ts';

it('counts the place in the part of the form among the questions that are asked [C-02]', () => {
  const without = progressOf(smallForm, { answers: { work: '1' }, position: 'age' });
  const withOther = progressOf(smallForm, { answers: { work: '2' }, position: 'age' });

  expect([without.section?.code, without.place, without.count]).toEqual(['who', 2, 2]);
  expect([withOther.section?.code, withOther.place, withOther.count]).toEqual(['who', 3, 3]);
});

it('takes the share of the whole by the place in the printed form [C-02]', () => {
  const share = (position: string) => progressOf(smallForm, { answers: {}, position }).share;

  // 7 questions; f1 is the fourth, three lie behind it: 3 / 7.
  expect(share('@consent')).toBe(0);
  expect(share('work')).toBe(0);
  expect(share('f1')).toBeCloseTo(3 / 7, 12);
  expect(share('@review')).toBe(1);
});
