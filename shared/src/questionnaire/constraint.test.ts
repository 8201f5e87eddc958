import { expect, it } from 'vitest';
import { satisfiesConstraint } from './constraint.ts';
import type { Question } from './instrument.ts';

const adult: Question = {
  code: 'age',
  kind: 'number',
  text: { vi: 'Tuổi?' },
  constraint: {
    holds: { compare: '>=', left: { self: true }, right: { value: 18 } },
    message: { vi: 'Từ 18 tuổi.' },
  },
};

it('refuses an answer that breaks the constraint of its question [Q-05]', () => {
  expect(satisfiesConstraint(adult, { age: 17 })).toBe(false);
  expect(satisfiesConstraint(adult, { age: 18 })).toBe(true);
});

it('takes what is not answered for no breach [Q-05]', () => {
  expect(satisfiesConstraint(adult, {})).toBe(true);
  expect(satisfiesConstraint(adult, { age: { missing: 'left-blank' } })).toBe(true);
  expect(satisfiesConstraint(adult, { age: '' })).toBe(true);
});

it('may look at an earlier answer [Q-05]', () => {
  const years: Question = {
    ...adult,
    code: 'years_here',
    constraint: {
      holds: { compare: '<=', left: { self: true }, right: { answer: 'age' } },
      message: { vi: 'Không quá số tuổi.' },
    },
  };

  expect(satisfiesConstraint(years, { age: 30, years_here: 31 })).toBe(false);
  expect(satisfiesConstraint(years, { age: 30, years_here: 30 })).toBe(true);
});

it('allows anything where there is no constraint [Q-05]', () => {
  const { constraint: _constraint, ...free } = adult;

  expect(satisfiesConstraint(free, { age: -1 })).toBe(true);
});
