import { type Shape, list, matching, members, named, oneOf, that } from './shape.ts';

/** Codes become names of columns and sheets, so they are plain. */
const code = matching(
  'a code of letters, digits and _ that starts with a letter',
  /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
);
const questionCode = matching(
  'a code of lower-case letters, digits and _ that starts with a letter',
  /^[a-z][a-z0-9_]{0,62}$/,
);
const id = matching(
  'an id of lower-case letters, digits and hyphens',
  /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
);
/** XLSForm separates chosen options by blanks, so a code has none. */
const optionCode = matching('an option code without blanks', /^[A-Za-z0-9_.-]{1,32}$/);
const language = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const string = that('a text', (input) => typeof input === 'string');
const text: Shape = (input, path, report) => {
  named(language, string)(input, path, report);
};

/** Conditions nest, but a form that a person can read does not nest deep; the bound keeps every reader's stack safe. */
const deepestExpression = 32;

const expressionAt =
  (depth: number): Shape =>
  (input, path, report) => {
    const node = Object.keys(typeof input === 'object' && input !== null ? input : {}).find(
      (name) => Object.hasOwn(expressionNodes, name),
    );
    const shape =
      node === undefined || depth > deepestExpression
        ? notAnExpression
        : expressionNodes[node]?.(depth + 1);
    shape?.(input, path, report);
  };

const notAnExpression: Shape = that('an expression', () => false);

const expressionNodes: Readonly<Record<string, (depth: number) => Shape>> = {
  answer: () => members({ answer: questionCode }, {}),
  self: () => members({ self: oneOf(true) }, {}),
  value: () =>
    members(
      { value: that('a text, a truth value, or a number without exponent', isPlainValue) },
      {},
    ),
  selected: (depth) => members({ selected: selection(depth) }, {}),
  countSelected: (depth) => members({ countSelected: expressionAt(depth) }, {}),
  stringLength: (depth) => members({ stringLength: expressionAt(depth) }, {}),
  not: (depth) => members({ not: expressionAt(depth) }, {}),
  all: (depth) => members({ all: list(expressionAt(depth), 2) }, {}),
  any: (depth) => members({ any: list(expressionAt(depth), 2) }, {}),
  compare: (depth) =>
    members(
      {
        compare: oneOf('=', '!=', '<', '<=', '>', '>='),
        left: expressionAt(depth),
        right: expressionAt(depth),
      },
      {},
    ),
};

const selection =
  (depth: number): Shape =>
  (input, path, report) => {
    if (!Array.isArray(input) || input.length !== 2) {
      report({ fault: 'wrong-shape', path, expected: 'an expression and an option code' });
      return;
    }
    expressionAt(depth)(input[0], `${path}[0]`, report);
    optionCode(input[1], `${path}[1]`, report);
  };

/** XPath has no exponents, so a number that prints with one could not go to a spreadsheet and back. */
function isPlainValue(input: unknown): boolean {
  if (typeof input === 'number') return /^-?\d+(?:\.\d+)?$/.test(String(input));
  return typeof input === 'string' || typeof input === 'boolean';
}

const question = members(
  { code: questionCode, kind: oneOf('single', 'multiple', 'number', 'text'), text },
  {
    stem: text,
    hint: text,
    choices: code,
    factor: code,
    relevant: expressionAt(0),
    required: expressionAt(0),
    constraint: members({ holds: expressionAt(0), message: text }, {}),
    offers: list(oneOf('refused', 'dont-know'), 1),
    sensitive: oneOf(true, false),
  },
);

const titled = { code, title: text };

/**
 * Answers: is an instrument built as its format says: members, types, codes?
 * Shape:   any value → reports 'wrong-shape' with the place and what is expected there; unknown members are faults too.
 * Errors:  throws never.
 * Source:  data/questionnaires/instrument.schema.json says the same for other tools.
 */
export const instrumentStructure: Shape = members(
  {
    format: oneOf(1),
    id,
    title: text,
    source: string,
    languages: list(matching('a language code', language), 1),
    consent: members(
      { version: matching('a version of the consent text', /^[!-~]{1,100}$/), text },
      {},
    ),
    choiceLists: named(
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
      list(members({ code: optionCode, label: text }, {}), 1),
    ),
    blocks: list(members(titled, {}), 0),
    factors: list(members({ ...titled, block: code }, {}), 0),
    satisfiedOptions: list(optionCode, 0),
    sections: list(
      members(
        { ...titled, role: oneOf('profile', 'criteria', 'other'), questions: list(question, 1) },
        {},
      ),
      1,
    ),
  },
  {},
);
