import type { Dice } from '../../../server/src/demo/dice.ts';
import { chance, pick } from './chance.ts';
import { texts, values } from './payloads.ts';

/** The part of JSON Schema that the description of the interface uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
}

interface ValueGiven {
  readonly dice: Dice;
  readonly schemas: Readonly<Record<string, Schema>>;
  /** A text that may get past the first checks, or not. */
  readonly text: () => string;
}

const deepest = 12;

/** Answers: a value as the schema has it, or at any place in it something else. */
export function makeValue(schema: Schema, given: ValueGiven, depth = 0): unknown {
  const { dice } = given;
  if (depth > deepest || chance(dice, 0.06)) return pick(dice, chance(dice, 0.5) ? values : texts);
  const inner = (one: Schema): unknown => makeValue(one, given, depth + 1);
  const meant = resolved(schema, given);
  if (meant.const !== undefined) return meant.const;
  if (meant.enum !== undefined) return pick(dice, meant.enum);
  return makers[typeOf(meant)]?.(meant, inner, dice) ?? given.text();
}

/** What a reference or a choice comes to. */
function resolved(schema: Schema, given: ValueGiven): Schema {
  const { $ref, anyOf, oneOf } = schema;
  if ($ref !== undefined) return resolved(given.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, given);
  const choices = anyOf ?? oneOf;
  return choices === undefined ? schema : resolved(pick(given.dice, choices), given);
}

const typeOf = ({ type }: Schema): string =>
  typeof type === 'string' ? type : (type?.[0] ?? 'string');

type Maker = (schema: Schema, inner: (schema: Schema) => unknown, dice: Dice) => unknown;

const makeNumber: Maker = ({ minimum = 0, maximum = 100 }, _, dice) =>
  dice.between(minimum, Math.min(maximum, 1_000));

const makers: Readonly<Record<string, Maker>> = {
  integer: makeNumber,
  number: makeNumber,
  boolean: (_schema, _inner, dice) => chance(dice, 0.5),
  array: ({ items = {}, minItems = 0 }, inner, dice) =>
    Array.from({ length: dice.between(minItems, minItems + 3) }, () => inner(items)),
  object: ({ properties = {}, required = [] }, inner, dice) => {
    const made = Object.entries(properties)
      .filter(([name]) => chance(dice, required.includes(name) ? 0.98 : 0.6))
      .map(([name, one]): [string, unknown] => [name, inner(one)]);
    if (chance(dice, 0.08)) made.push([pick(dice, texts), pick(dice, values)]);
    return Object.fromEntries(made);
  },
};
