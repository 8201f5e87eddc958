import { type CommandInput, UsageFault } from './command.ts';

type Values = CommandInput['values'];

/** Answers: an option that may be left out; throws UsageFault where it is there without a word, as of a variable that is empty. */
export function optional(values: Values, name: string): string | undefined {
  const value = values[name];
  if (value === '')
    throw new UsageFault(`--${name} is empty: give a value, or leave the option out`);
  return typeof value === 'string' ? value : undefined;
}

/** Answers: an option that must be there; throws UsageFault. */
export function required(values: Values, name: string): string {
  const value = optional(values, name);
  if (value === undefined) throw new UsageFault(`--${name} is missing`);
  return value;
}

/** Answers: an option that may be repeated. */
export function repeated(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Answers: one of some words; throws UsageFault for another. */
export function oneOf<const Word extends string>(
  values: Values,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = optional(values, name);
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (found === undefined) throw new UsageFault(`--${name} is one of ${words.join(', ')}`);
  return found;
}

interface NumberBounds {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}

/** Answers: a whole number in bounds; throws UsageFault for anything else. */
export const wholeNumber = (values: Values, name: string, bounds: NumberBounds): number =>
  numberWithin(bounds, optional(values, name), { name, shape: /^\d+$/, what: 'a whole number' });

/** Answers: a number in bounds, with a decimal point; throws UsageFault for anything else. */
export const decimalNumber = (values: Values, name: string, bounds: NumberBounds): number =>
  numberWithin(bounds, optional(values, name), { name, shape: /^\d+(\.\d+)?$/, what: 'a number' });

function numberWithin(
  { least, most, otherwise }: NumberBounds,
  text: string | undefined,
  { name, shape, what }: { readonly name: string; readonly shape: RegExp; readonly what: string },
): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!shape.test(text) || value < least || value > most)
    throw new UsageFault(`--${name} is ${what} from ${String(least)} to ${String(most)}`);
  return value;
}

/** Answers: just so many arguments; throws UsageFault. */
export function takePositionals(
  given: readonly string[],
  least: number,
  most: number,
): readonly string[] {
  if (given.length < least) throw new UsageFault('an argument is missing');
  if (given.length > most) throw new UsageFault(`nobody expects ${given[most] ?? ''}`);
  return given;
}
