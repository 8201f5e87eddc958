import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const focused = /** @type {const} */ ([
  {
    selector:
      'MemberExpression[object.name=/^(it|test|describe|suite|bench)$/][property.name=/^(only|skip|fixme|todo)$/]',
    message: 'Every test runs. A skip needs an issue and the day it ends, in a disable comment.',
  },
]);

/** The lines by which a rule of the survey would read a clock or dice (they compile everywhere). */
const clockAndDice = /** @type {const} */ ([
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'shared reads no clock: the time comes in as an argument.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'shared reads no clock: the time comes in as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'shared reads no clock: the time comes in as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'shared throws no dice: randomness is made once, on the device.',
  },
]);

const asyncTransaction = /** @type {const} */ ([
  {
    selector:
      "CallExpression[callee.property.name='transaction'] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]",
    message:
      'A SQLite transaction is over before an async callback goes on: its writes would land outside.',
  },
]);

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'var/',
      'coverage/',
      '**/test-results/',
      '**/playwright-report/',
      'data/',
      'server/src/storage-sqlite/migrations/',
      'server/src/storage-postgres/migrations/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './*/tsconfig*.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // In these texts the empty one stands for "none", which ?? would let through.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Objects are made of closures here: nothing reads `this`, so a method may travel alone.
      '@typescript-eslint/unbound-method': 'off',
      // A port promises; an adaptor that has nothing to wait for still turns what it throws into a rejection.
      '@typescript-eslint/require-await': 'off',
      // A named key says what the key is; a counted loop over a typed array is the fast one.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      // It takes each word of the reason behind a code for another code.
      'svelte/no-unused-svelte-ignore': 'off',
      // The parser sees `any` where a component hands a typed value to a snippet; svelte-check sees the type.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      // A state that another event changes while this one waits looks unchanged to it.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Links of the hash router are no SvelteKit routes.
      'svelte/no-navigation-without-resolve': 'off',
      // A prop with a fallback is declared with let by the language.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'no-param-reassign': 'error',
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      complexity: ['error', 15],
      'no-restricted-syntax': ['error', ...focused],
    },
  },
  {
    files: ['shared/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...focused, ...clockAndDice] },
  },
  {
    files: ['server/**/*.ts', 'bench/**/*.ts', 'torture/**/*.ts'],
    languageOptions: { globals: globals.node },
    rules: { 'no-restricted-syntax': ['error', ...focused, ...asyncTransaction] },
  },
  { files: ['client/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
      // Here a missing value ends the test, which is what it should do.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'max-params': 'off',
      complexity: 'off',
    },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: {
      // Playwright reads from the first argument which fixtures are wanted, none of them too.
      'no-empty-pattern': 'off',
      // A journey tells a day's work in one go: its length is no nesting, and a restarted app takes its place.
      complexity: 'off',
      'no-param-reassign': 'off',
    },
  },
);
