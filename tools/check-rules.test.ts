import { afterEach, expect, test } from 'vitest';
import { checkRules } from './check-rules.mjs';
import { type ModelTree, createModelTree } from './model-tree.ts';

const trees: ModelTree[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) tree.remove();
});

const title = (id: string): string => `test('refuses a blank answer [${id}]', () => {});`;
const docstring = (id: string): string => `/**\n * Answers: nothing.\n * Rule:    ${id}\n */\n`;
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |\n`;
const header = row('ID', 'Rule', 'Source', 'File', 'Test') + row('-', '-', '-', '-', '-');
const blank = 'shared/src/response/blank.ts';
const blankTest = 'shared/src/response/blank.test.ts';
const goodRow = row(
  'R-01',
  'A blank answer is refused.',
  'D12',
  `\`${blank}\``,
  `\`${blankTest}\``,
);

/** A tree with one rule, told alike by index, source and test, and what the test adds or replaces. */
function complaintsWith(files: Readonly<Record<string, string>>): string[] {
  const tree = createModelTree({
    'docs/rules.md': header + goodRow,
    [blank]: docstring('R-01'),
    [blankTest]: title('R-01'),
    ...files,
  });
  trees.push(tree);
  return checkRules(tree.root).complaints;
}

test('has no complaint where index, source and test agree', () => {
  expect(complaintsWith({})).toEqual([]);
});

test('accepts a rule that stands twice in its one file, and titles with several rules', () => {
  const other = row('R-02', 'Another.', 'D12', `\`${blank}\``, `\`${blankTest}\``);

  const complaints = complaintsWith({
    'docs/rules.md': header + goodRow + other,
    [blank]: docstring('R-01, R-02') + docstring('R-01'),
    [blankTest]: title('R-01, R-02'),
  });

  expect(complaints).toEqual([]);
});

test('finds a rule that stands twice in the index', () => {
  expect(complaintsWith({ 'docs/rules.md': header + goodRow + goodRow })).toEqual([
    'R-01: twice in docs/rules.md',
  ]);
});

test.each([
  ['source', row('R-01', 'A blank answer is refused.', '', blank, blankTest), 'R-01: no source'],
  ['file', row('R-01', 'A blank answer is refused.', 'D12', '', blankTest), 'R-01: no file'],
  ['test', row('R-01', 'A blank answer is refused.', 'D12', blank, ''), 'R-01: no test'],
  ['sentence', row('R-01', '', 'D12', blank, blankTest), 'R-01: no sentence'],
])('finds a rule without %s', (_missing, line, complaint) => {
  expect(complaintsWith({ 'docs/rules.md': header + line })).toEqual([complaint]);
});

test('finds a file and a test that are not there', () => {
  const line = row('R-01', 'A blank answer is refused.', 'D12', 'shared/a.ts', 'shared/a.test.ts');

  expect(complaintsWith({ 'docs/rules.md': header + line })).toEqual([
    'R-01: shared/a.ts is not there',
    'R-01: shared/a.test.ts is not there',
  ]);
});

test('finds a source without the line and a test without the title', () => {
  expect(complaintsWith({ [blank]: 'export {};', [blankTest]: 'export {};' })).toEqual([
    `R-01: ${blank} has no line "Rule: R-01"`,
    `R-01: ${blankTest} has no title with [R-01]`,
  ]);
});

test('finds a rule in code and a tested rule that the index does not know', () => {
  const complaints = complaintsWith({
    'server/src/exports/columns.ts': docstring('X-09'),
    'server/src/exports/columns.test.ts': title('X-08'),
  });

  expect(complaints).toEqual([
    'X-09: in server/src/exports/columns.ts, not in docs/rules.md',
    'X-08: tested in server/src/exports/columns.test.ts, not in docs/rules.md',
  ]);
});

test('finds a rule that stands in two source files', () => {
  expect(complaintsWith({ 'client/src/capture/blank.ts': docstring('R-01') })).toEqual([
    `R-01: in several files: shared/src/response/blank.ts, client/src/capture/blank.ts`,
  ]);
});
