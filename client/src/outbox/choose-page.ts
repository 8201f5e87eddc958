import type { HeldItem } from '../ports/field-shelf.ts';

/** Below the 4 MiB of the contract, with room for the header. */
const pageBytes = 3.5 * 1024 * 1024;

/**
 * Answers: which lines go into the next push?
 * Shape:   items to send, failures by hash, most lines → at most so many, at most 3.5 MiB, at least one. What has
 *          failed before goes behind what has not: a line that the server cannot bear delays none of the others.
 * Rule:    O-03
 */
export function choosePage(
  items: readonly HeldItem[],
  failures: ReadonlyMap<string, number>,
  limit: number,
): HeldItem[] {
  const failed = (item: HeldItem) => failures.get(item.hash) ?? 0;
  const inOrder = [...items].sort((left, right) => failed(left) - failed(right));
  const encoder = new TextEncoder();
  const page: HeldItem[] = [];
  let bytes = 0;
  for (const item of inOrder.slice(0, limit)) {
    bytes += encoder.encode(item.line).length + 1;
    if (bytes > pageBytes && page.length > 0) break;
    page.push(item);
  }
  return page;
}
