/**
 * A condition as data: a typed tree, one to one with the subset of XLSForm expressions that `relevant`,
 * `required` and `constraint` need, so that forms can come from and go to spreadsheets.
 *
 * | node | XLSForm |
 * |---|---|
 * | `{ answer: "sex" }` | `${sex}` |
 * | `{ self: true }` | `.` |
 * | `{ value: 1 }` | `1`, `'1'`, `true()`, `false()` |
 * | `{ selected: [node, "2"] }` | `selected(node, '2')` |
 * | `{ countSelected: node }` | `count-selected(node)` |
 * | `{ stringLength: node }` | `string-length(node)` |
 * | `{ not: node }` | `not(node)` |
 * | `{ all: [a, b] }` / `{ any: [a, b] }` | `a and b` / `a or b` |
 * | `{ compare: "<=", left, right }` | `left <= right` |
 */
export type Expression =
  | { readonly answer: string }
  | { readonly self: true }
  | { readonly value: string | number | boolean }
  | { readonly selected: readonly [Expression, string] }
  | { readonly countSelected: Expression }
  | { readonly stringLength: Expression }
  | { readonly not: Expression }
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly compare: Comparison; readonly left: Expression; readonly right: Expression };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
