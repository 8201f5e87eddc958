import { describe, expect, it } from 'vitest';
import { enrolmentAddress, groupCode } from './enrolment-code.ts';

describe('an enrolment code', () => {
  it('is read in groups of four', () => {
    expect(groupCode('7KQ4M2XP9DTA')).toBe('7KQ4-M2XP-9DTA');
    expect(groupCode('7KQ4M2')).toBe('7KQ4-M2');
  });

  it('keeps the groups it came with', () => {
    expect(groupCode('7KQ-4M2-XP9')).toBe('7KQ-4M2-XP9');
  });

  it('opens the interview app at its first screen', () => {
    expect(enrolmentAddress('7KQ4-M2XP')).toBe('/#/nhan-may?ma=7KQ4-M2XP');
    expect(enrolmentAddress('A&B')).toBe('/#/nhan-may?ma=A%26B');
  });
});
