import { expect, it } from 'vitest';
import { judgeVisit, visitOutcomes } from './visit.ts';

it('accepts each outcome of a visit, and a visit without one [R-04]', () => {
  expect(visitOutcomes).toEqual(['met', 'away', 'refused', 'not-found', 'ineligible']);
  for (const outcome of visitOutcomes) expect(judgeVisit({ outcome })).toBeNull();
  expect(judgeVisit({})).toBeNull();
});

it('refuses an outcome that nobody knows, or that is no text [R-04]', () => {
  expect(judgeVisit({ outcome: 'asleep' })).toEqual({
    code: 'answer.unknown-option',
    questions: ['outcome'],
  });
  for (const outcome of [1, null, ['met'], { missing: 'left-blank' }])
    expect(judgeVisit({ outcome })).toEqual({ code: 'answer.wrong-type', questions: ['outcome'] });
});

it('refuses answers to the form in the record of a visit [R-04]', () => {
  expect(judgeVisit({ outcome: 'met', sex: '1' })).toEqual({
    code: 'answer.unknown-question',
    questions: ['sex'],
  });
});
