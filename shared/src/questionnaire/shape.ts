import type { InstrumentFault } from './instrument-fault.ts';

/** Reports where a value is not built as wanted; says nothing when it is. */
export type Shape = (input: unknown, path: string, report: Report) => void;
export type Report = (fault: InstrumentFault) => void;

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Answers: a shape that a test of one value decides. */
export const that =
  (expected: string, accepts: (input: unknown) => boolean): Shape =>
  (input, path, report) => {
    if (!accepts(input)) report({ fault: 'wrong-shape', path, expected });
  };

/** Answers: the shape of a text that a pattern describes. */
export const matching = (expected: string, pattern: RegExp): Shape =>
  that(expected, (input) => typeof input === 'string' && pattern.test(input));

/** Answers: the shape of a value out of a few. */
export const oneOf = (...values: readonly unknown[]): Shape =>
  that(values.map(String).join(' | '), (input) => values.includes(input));

/** Answers: the shape of an object with exactly these members, the optional ones if present. */
export const members =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>>): Shape =>
  (input, path, report) => {
    if (!isObject(input)) {
      report({ fault: 'wrong-shape', path, expected: 'an object' });
      return;
    }
    for (const [name, shape] of Object.entries(required))
      shape(Object.hasOwn(input, name) ? input[name] : undefined, memberPath(path, name), report);
    for (const name of Object.keys(input)) {
      if (Object.hasOwn(required, name)) continue;
      const shape = Object.hasOwn(optional, name) ? optional[name] : undefined;
      (shape ?? nothing)(input[name], memberPath(path, name), report);
    }
  };

const nothing: Shape = that('nothing of this name', () => false);

/** Answers: the shape of a list with at least so many items. */
export const list =
  (item: Shape, atLeast: number): Shape =>
  (input, path, report) => {
    if (!Array.isArray(input) || input.length < atLeast)
      report({ fault: 'wrong-shape', path, expected: `a list of at least ${String(atLeast)}` });
    else
      input.forEach((value, position) => {
        item(value, itemPath(path, position), report);
      });
  };

/** Answers: the shape of an object whose members have any name of a pattern. */
export const named =
  (name: RegExp, item: Shape): Shape =>
  (input, path, report) => {
    if (!isObject(input)) {
      report({ fault: 'wrong-shape', path, expected: 'an object' });
      return;
    }
    for (const [key, value] of Object.entries(input))
      (name.test(key) ? item : nothing)(value, memberPath(path, key), report);
  };

/** Answers: the path of a member of what stands at a path. */
export const memberPath = (path: string, name: string): string =>
  path === '' ? name : `${path}.${name}`;

/** Answers: the path of an item of the list at a path. */
export const itemPath = (path: string, position: number): string => `${path}[${String(position)}]`;
