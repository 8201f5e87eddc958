import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scope, evaluate, holds } from './evaluate.ts';
import type { Comparison, Expression } from './expression.ts';

const nobody: Scope = { answerOf: () => undefined };
const answered = (answers: Record<string, unknown>): Scope => ({
  answerOf: (code) => answers[code],
});
const compare = (
  left: string | number | boolean,
  comparison: Comparison,
  right: string | number | boolean,
): Expression => ({ compare: comparison, left: { value: left }, right: { value: right } });

describe('holds', () => {
  // Each line was evaluated by the XPath engine of Chromium 156.0.8078.79 (document.evaluate).
  it.each([
    ['', '>=', 18, false],
    ['', '<', 18, false],
    ['17', '>=', 18, false],
    [18, '>=', 18, true],
    [18, '>', 18, false],
    [18, '<', 18, false],
    [18, '<=', 18, true],
    ['', '=', 0, false],
    ['', '!=', 0, true],
    ['1', '=', 1, true],
    ['01', '=', '1', false],
    [true, '=', 'x', true],
    [true, '=', '', false],
    ['true', '=', true, true],
    ['false', '=', false, false],
    ['a', '<', 'b', false],
    [' 7 ', '=', 7, true],
    ['1e3', '=', 1000, false],
    ['0x10', '=', 16, false],
    ['+7', '=', 7, false],
    ['.5', '=', 0.5, true],
    ['5.', '=', 5, true],
    ['-2', '<', -1, true],
    [true, '>', 0, true],
  ] as const)('compares %j %s %j as XPath does: %j [Q-01]', (left, comparison, right, expected) => {
    expect(holds(compare(left, comparison, right), nobody)).toBe(expected);
  });

  it('takes any text that is not empty for true, as XPath does, "0" too [Q-01]', () => {
    const isTrue = (value: string | number): boolean => holds({ value }, nobody);

    expect([isTrue('0'), isTrue(''), isTrue(0), isTrue(2), isTrue(NaN)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  it('joins conditions by and, or and not [Q-01]', () => {
    const yes: Expression = { value: true };
    const no: Expression = { value: false };

    expect(holds({ all: [yes, yes] }, nobody)).toBe(true);
    expect(holds({ all: [yes, no] }, nobody)).toBe(false);
    expect(holds({ any: [no, yes] }, nobody)).toBe(true);
    expect(holds({ any: [no, no] }, nobody)).toBe(false);
    expect(holds({ not: no }, nobody)).toBe(true);
  });

  it('finds a chosen option in one answer and in several, and none where nothing was answered [Q-01]', () => {
    const selected: Expression = { selected: [{ answer: 'q' }, '2'] };

    expect(holds(selected, answered({ q: '2' }))).toBe(true);
    expect(holds(selected, answered({ q: '12' }))).toBe(false);
    expect(holds(selected, answered({ q: ['1', '2'] }))).toBe(true);
    expect(holds(selected, answered({ q: ['1', '12'] }))).toBe(false);
    expect(holds(selected, answered({}))).toBe(false);
  });

  it('takes an answer that says why it is missing for the empty text [Q-01]', () => {
    const isBlank: Expression = { compare: '=', left: { answer: 'q' }, right: { value: '' } };

    expect(holds(isBlank, answered({ q: { missing: 'refused' } }))).toBe(true);
    expect(holds(isBlank, answered({}))).toBe(true);
    expect(holds(isBlank, answered({ q: '1' }))).toBe(false);
  });
});

describe('evaluate', () => {
  it('counts the chosen options of a question with several answers [Q-01]', () => {
    const count: Expression = { countSelected: { answer: 'q' } };

    expect(evaluate(count, answered({ q: ['1', '3', '7'] }))).toBe(3);
    expect(evaluate(count, answered({ q: [] }))).toBe(0);
    expect(evaluate(count, answered({}))).toBe(0);
  });

  it('counts the characters of a text, one emoji as one [Q-01]', () => {
    // XPath 1.0, 4.2: string-length returns the number of characters; Đ ỗ blank 😀 are four, in five UTF-16 units.
    const length: Expression = { stringLength: { self: true } };

    expect(evaluate(length, { ...nobody, self: 'Đỗ 😀' })).toBe(4);
    expect(evaluate(length, { ...nobody, self: 12 })).toBe(2);
    expect(evaluate(length, nobody)).toBe(0);
  });

  it('never throws, whatever the answers are [Q-01]', () => {
    const everything: Expression = {
      any: [
        { selected: [{ answer: 'q' }, '1'] },
        { compare: '>', left: { countSelected: { answer: 'q' } }, right: { answer: 'q' } },
        { compare: '=', left: { stringLength: { self: true } }, right: { self: true } },
      ],
    };

    fc.assert(
      fc.property(fc.anything(), (answer) => {
        const scope = { answerOf: () => answer, self: answer };
        expect(typeof holds(everything, scope)).toBe('boolean');
      }),
    );
  });
});
