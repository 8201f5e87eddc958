import { describe, expect, it } from 'vitest';
import type { Day } from '../kernel/index.ts';
import shipped from '../../../data/rights/case-deadlines.json' with { type: 'json' };
import { caseDeadlines, caseLateness } from './deadlines.ts';
import { type CaseState, caseStates, mayBecome } from './case.ts';

const of = (receivedDay: string, isExtended = false) =>
  caseDeadlines(shipped, { kind: 'withdraw', receivedDay: receivedDay as Day, isExtended });

describe('the deadlines of a request', () => {
  it('are two working days for the answer, whatever weekend lies between [H-02]', () => {
    // 27 November 2026 is a Friday.
    expect(of('2026-11-25').answerBy).toBe('2026-11-27');
    expect(of('2026-11-26').answerBy).toBe('2026-11-30');
    expect(of('2026-11-27').answerBy).toBe('2026-12-01');
    expect(of('2026-11-28').answerBy).toBe('2026-12-01');
  });

  it('are ten days of the calendar for the rest, and ten more when the person was told why [H-02]', () => {
    expect(of('2026-11-25').finishBy).toBe('2026-12-05');
    expect(of('2026-12-25', true).finishBy).toBe('2027-01-14');
    expect(of('2028-02-20').finishBy).toBe('2028-03-01');
  });

  it('are overdue from the day after, the answer only until it was given, nothing once it has ended [H-03]', () => {
    const deadlines = of('2026-11-25');
    const late = (state: CaseState, day: string) => caseLateness(state, deadlines, day as Day);
    expect(late('received', '2026-11-27')).toBeNull();
    expect(late('received', '2026-11-28')).toEqual({ what: 'answer', days: 1 });
    expect(late('received', '2026-12-06')).toEqual({ what: 'answer', days: 9 });
    expect(late('answered', '2026-12-05')).toBeNull();
    expect(late('answered', '2026-12-06')).toEqual({ what: 'finish', days: 1 });
    expect(late('done', '2030-01-01')).toBeNull();
    expect(late('refused', '2030-01-01')).toBeNull();
  });

  it('end with the case: what was done or refused stays so, and nobody takes an answer back [H-01]', () => {
    for (const state of caseStates) {
      expect(mayBecome('done', state)).toBe(false);
      expect(mayBecome('refused', state)).toBe(false);
    }
    expect(mayBecome('received', 'received')).toBe(true);
    expect(mayBecome('received', 'done')).toBe(true);
    expect(mayBecome('answered', 'received')).toBe(false);
    expect(mayBecome('answered', 'refused')).toBe(true);
  });
});
