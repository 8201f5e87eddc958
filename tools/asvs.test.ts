import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from './project.mjs';

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

/** The cells of the rows of all tables. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));

/** What a page claims of files: a path with a folder, and the titles that follow it in quotation marks. */
function missingIn(text: string): readonly string[] {
  const claims = text.matchAll(/`([\w.-]+\/[\w./-]+)`(?: “([^”]+)”)?/g);
  return [...claims].flatMap(([, path = '', title]) => {
    if (!existsSync(join(projectRoot, path))) return [`${path} is not there`];
    return title === undefined || read(path).includes(title) ? [] : [`${path} has no “${title}”`];
  });
}

test.each(['docs/security/asvs.md', 'docs/security/threat-model.md'])(
  'every file and every title that %s names is there',
  (page) => {
    expect(missingIn(read(page))).toEqual([]);
  },
);

test('a file or a title that is not there is told', () => {
  expect(missingIn('`tools/no-such.test.ts` “x”, `tools/project.mjs` “no such title”')).toEqual([
    'tools/no-such.test.ts is not there',
    'tools/project.mjs has no “no such title”',
  ]);
});

describe('the table of the ASVS', () => {
  const rows = rowsOf(read('docs/security/asvs.md')).filter(([id = '']) => /^V\d/.test(id));

  // ASVS 5.0.0 has 70 requirements of level 1 and 183 of level 2.
  test('has each of the 253 requirements of levels 1 and 2 once', () => {
    expect(new Set(rows.map(([id]) => id)).size).toBe(253);
    expect(rows.filter(([, level]) => level === '1')).toHaveLength(70);
    expect(rows.filter(([, level]) => level === '2')).toHaveLength(183);
  });

  test('says of each how it stands, and why or by what', () => {
    const states = new Set(['met', 'partly', 'not met', 'N/A']);
    expect(rows.filter(([, , , state = '']) => !states.has(state))).toEqual([]);
    expect(rows.filter((row) => row.length !== 5 || row.some((cell) => cell === ''))).toEqual([]);
    const bare = rows.filter(
      ([, , , state, evidence = '']) => state === 'met' && !evidence.includes('`'),
    );
    expect(bare).toEqual([]);
  });

  test('counts them rightly at its head', () => {
    const head = rowsOf(read('docs/security/asvs.md')).filter(([state = '']) =>
      ['met', 'partly', 'not met', 'N/A'].includes(state),
    );
    for (const [state, first, second] of head)
      for (const [level, told] of [
        ['1', first],
        ['2', second],
      ])
        expect([state, level, Number(told)]).toEqual([
          state,
          level,
          rows.filter((row) => row[3] === state && row[1] === level).length,
        ]);
    expect(head).toHaveLength(4);
  });
});
