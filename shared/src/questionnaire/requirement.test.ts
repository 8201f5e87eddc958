import { expect, it } from 'vitest';
import type { Question } from './instrument.ts';
import { isRequired } from './requirement.ts';

const question: Question = { code: 'why', kind: 'text', text: { vi: 'Vì sao?' } };

it('requires an answer only where the question says so [Q-04]', () => {
  expect(isRequired(question, {})).toBe(false);
  expect(isRequired({ ...question, required: { value: true } }, {})).toBe(true);
  expect(isRequired({ ...question, required: { value: false } }, {})).toBe(false);
});

it('lets the duty to answer depend on an earlier answer [Q-04]', () => {
  const dependent: Question = { ...question, required: { selected: [{ answer: 's1' }, '1'] } };

  expect(isRequired(dependent, { s1: '1' })).toBe(true);
  expect(isRequired(dependent, { s1: '2' })).toBe(false);
  expect(isRequired(dependent, {})).toBe(false);
});
