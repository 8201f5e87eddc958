import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXlsForm } from '../../test/questionnaire/parse-xlsform.ts';
import type { Comparison, Expression } from './expression.ts';
import { printXlsForm } from './xlsform.ts';

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).map((answer) => ({ answer })),
    fc.constant<Expression>({ self: true }),
    fc
      .oneof(fc.boolean(), fc.integer(), fc.string({ unit: 'grapheme' }), fc.constant(`"'"'`))
      .map((value) => ({ value })),
    fc
      .tuple(tie('expression'), fc.stringMatching(/^[A-Za-z0-9_.-]{1,5}$/))
      .map((selected) => ({ selected })),
    tie('expression').map((countSelected) => ({ countSelected })),
    tie('expression').map((stringLength) => ({ stringLength })),
    tie('expression').map((not) => ({ not })),
    fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map((any) => ({ any })),
    fc
      .tuple(
        fc.constantFrom<Comparison>('=', '!=', '<', '<=', '>', '>='),
        tie('expression'),
        tie('expression'),
      )
      .map(([compare, left, right]) => ({ compare, left, right })),
  ),
}));

describe('printXlsForm', () => {
  it.each<[string, Expression]>([
    ["selected(${sex}, '2')", { selected: [{ answer: 'sex' }, '2'] }],
    ['. >= 18', { compare: '>=', left: { self: true }, right: { value: 18 } }],
    [
      'string-length(.) <= 2000',
      { compare: '<=', left: { stringLength: { self: true } }, right: { value: 2000 } },
    ],
    [
      "not(selected(${c2}, '7')) and (count-selected(${c2}) > 1)",
      {
        all: [
          { not: { selected: [{ answer: 'c2' }, '7'] } },
          { compare: '>', left: { countSelected: { answer: 'c2' } }, right: { value: 1 } },
        ],
      },
    ],
    ['true() or false()', { any: [{ value: true }, { value: false }] }],
    [`"người dân's"`, { value: "người dân's" }],
    [`concat('a"b', "'", 'c')`, { value: `a"b'c` }],
  ])('prints %s [Q-07]', (printed, expression) => {
    expect(printXlsForm(expression)).toBe(printed);
  });

  it('prints so that the very same condition can be read back, whatever it is [Q-07]', () => {
    fc.assert(
      fc.property(expression, (original) => {
        expect(parseXlsForm(printXlsForm(original))).toEqual(original);
      }),
      { numRuns: 500 },
    );
  });
});
