import { printCount } from './figures.ts';

/** A count with its word, as English needs it: 1 form, 2 forms. */
export const plural = (count: number, one: string, many: string): string =>
  `${printCount(count)} ${count === 1 ? one : many}`;
