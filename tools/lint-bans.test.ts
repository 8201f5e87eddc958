import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { projectRoot } from './project.mjs';

const bans = ['no-restricted-syntax', 'no-console', 'no-eval', 'eqeqeq'];

/** The bans as they hold for a file of that name, judged on a planted text. */
async function messagesFor(file: string, text: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: projectRoot });
  const config = (await eslint.calculateConfigForFile(file)) as { rules: Linter.RulesRecord };
  const rules = Object.fromEntries(bans.map((name) => [name, config.rules[name] ?? 'off']));
  return new Linter()
    .verify(
      text,
      [
        {
          files: ['**/*.ts'],
          languageOptions: { parser: tseslint.parser },
          rules,
        },
      ],
      { filename: 'planted.ts' },
    )
    .map(({ ruleId, message }) => ruleId ?? message);
}

const shared = 'shared/src/kernel/percent.ts';

test.each([
  ['the time', 'export const now = Date.now();'],
  ['the time as a date', 'export const now = new Date();'],
  ['the time as a text', 'export const now = Date();'],
  ['dice', 'export const dice = Math.random();'],
])('finds %s read in shared', async (_what, text) => {
  expect(await messagesFor(shared, text)).toEqual(['no-restricted-syntax']);
});

test('lets shared make a date of a given moment, and the server read the clock', async () => {
  expect(await messagesFor(shared, 'export const day = (ms: number) => new Date(ms);')).toEqual([]);
  expect(await messagesFor('server/src/config.ts', 'export const now = Date.now();')).toEqual([]);
});

test('finds words printed to the console', async () => {
  expect(await messagesFor(shared, 'console.log(1);')).toEqual(['no-console']);
  expect(await messagesFor('client/src/app/field.ts', 'console.log(1);')).toEqual(['no-console']);
});

test('finds an async callback in a transaction, and lets a plain one pass', async () => {
  const file = 'server/src/storage-sqlite/store.ts';

  expect(await messagesFor(file, 'db.transaction(async (tx) => { await tx; });')).toEqual([
    'no-restricted-syntax',
  ]);
  expect(await messagesFor(file, 'db.transaction((tx) => { tx.run(); });')).toEqual([]);
});

test('finds a focused and a skipped test', async () => {
  const focus = ['test', 'only'].join('.');
  const skip = ['describe', 'skip'].join('.');

  const messages = await messagesFor('shared/src/kernel/a.test.ts', `${focus}('a'); ${skip}('b');`);

  expect(messages).toEqual(['no-restricted-syntax', 'no-restricted-syntax']);
});
