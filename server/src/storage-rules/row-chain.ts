import { createHash } from 'node:crypto';
import type { CopiedPart, CopiedRow, CopiedValue } from '../ports/index.ts';

const nothing = '';

/** Takes rows one after another and says of how many it knows, and their chained hash. */
export interface RowChain {
  add(row: CopiedRow): void;
  part(): CopiedPart;
}

/**
 * Answers: are the rows of two tables the same, in the same order, whatever keeps them?
 * Shape:   rows → their number, and a hash over the hash of those before and each value with its kind and its length, so that no
 *          two lists of rows have one text; no rows → 0 and an empty hash. It can be asked between any two rows, and a chain
 *          of the first rows of a longer list is a beginning of its chain.
 * Missing: null is a kind of its own, and no empty text.
 * Errors:  throws never.
 * Source:  decision 114; FIPS 180-4 (SHA-256).
 * Rule:    Z-08
 */
export function createRowChain(): RowChain {
  let rows = 0;
  let chain = nothing;
  return {
    add(row) {
      const hash = createHash('sha256').update(chain);
      for (const value of row) addValue(hash, value);
      chain = hash.digest('hex');
      rows += 1;
    },
    part: () => ({ rows, chain }),
  };
}

function addValue(hash: ReturnType<typeof createHash>, value: CopiedValue): void {
  if (value === null) {
    hash.update('\nnull');
    return;
  }
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value), 'utf8');
  const kind = Buffer.isBuffer(value) ? 'bytes' : typeof value;
  hash.update(`\n${kind} ${String(bytes.length)} `).update(bytes);
}
