import { type CommandInput, UsageFault } from './command.ts';

type Values = CommandInput['values'];

/** Answers: an option that may be left out. */
export function optional(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Answers: an option that must be there; throws UsageFault. */
export function required(values: Values, name: string): string {
  const value = optional(values, name);
  if (value === undefined || value === '') throw new UsageFault(`--${name} is missing`);
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

/** Answers: a whole number in bounds; throws UsageFault for anything else. */
export function wholeNumber(
  values: Values,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const text = optional(values, name);
  if (text === undefined) return bounds.otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < bounds.least || value > bounds.most)
    throw new UsageFault(
      `--${name} is a whole number from ${String(bounds.least)} to ${String(bounds.most)}`,
    );
  return value;
}

/** Answers: a number in bounds, with a decimal point; throws UsageFault for anything else. */
export function decimalNumber(
  values: Values,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly otherwise: number },
): number {
  const text = optional(values, name);
  if (text === undefined) return bounds.otherwise;
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < bounds.least || value > bounds.most)
    throw new UsageFault(
      `--${name} is a number from ${String(bounds.least)} to ${String(bounds.most)}`,
    );
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
