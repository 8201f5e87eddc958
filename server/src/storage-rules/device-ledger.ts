import type { DeviceLedger, Range } from '../ports/index.ts';

/** A chain as far as its numbers came. */
export interface CameOfChain {
  readonly epoch: string | null;
  readonly received: number;
  readonly highest: number;
}

/** What is known of one phone's chains. */
export interface LedgerParts extends Pick<DeviceLedger, 'writeOffs' | 'acknowledged' | 'unheard'> {
  readonly came: readonly CameOfChain[];
  /** The last number of each chain as the phone told it. */
  readonly heads: readonly { readonly epoch: string; readonly headSeq: number }[];
  /** Numbers that were used twice, and how many lines each has beside the one that holds it. */
  readonly forked: readonly {
    readonly epoch: string;
    readonly seq: number;
    readonly lines: number;
  }[];
  readonly twins: readonly { readonly epoch: string; readonly seq: number }[];
}

/** Answers: the chains in which a number lacks, each with the number up to which it is looked for. */
export function chainsWithGaps({ came, heads }: Pick<LedgerParts, 'came' | 'heads'>) {
  return epochsOf({ came, heads }).flatMap((epoch) => {
    const chain = came.find((row) => row.epoch === epoch);
    const head = heads.find((row) => row.epoch === epoch)?.headSeq ?? 0;
    const until = Math.max(head, chain?.highest ?? 0);
    return chain?.received === until ? [] : [{ epoch, until, hasLines: chain !== undefined }];
  });
}

const epochsOf = ({ came, heads }: Pick<LedgerParts, 'came' | 'heads'>): readonly string[] =>
  [...new Set([...came, ...heads].map(({ epoch }) => epoch ?? ''))].sort();

/**
 * Answers: what came of one phone's chains, what lacks, and how often a number was used twice?
 * Shape:   what is known of the chains, and the numbers that came of one in which some lack → received envelopes; gaps per epoch in order, from 1 up to the highest of the head that the phone
 *          reported and the numbers that came; forks, also of a copy whose form did not come. A gap closes when its number arrives.
 * Errors:  throws defects only.
 * Source:  the contract of the wire, protocol 1: loss is visible.
 * Rule:    A-04
 */
export function ledgerOf(
  parts: LedgerParts,
  numbersOf: (epoch: string) => readonly number[],
): DeviceLedger {
  const { came, heads, writeOffs, acknowledged, unheard } = parts;
  const isForked = new Set(parts.forked.map(({ epoch, seq }) => `${epoch} ${String(seq)}`));
  const twins = parts.twins.filter(({ epoch, seq }) => !isForked.has(`${epoch} ${String(seq)}`));
  return {
    received: came.reduce((sum, row) => sum + row.received, 0),
    missing: chainsWithGaps(parts).flatMap(({ epoch, until, hasLines }) =>
      gapsIn(epoch, until, hasLines ? numbersOf(epoch) : []),
    ),
    forks: parts.forked.reduce((sum, { lines }) => sum + lines, 0) + twins.length,
    forkPlaces: [...parts.forked, ...twins].map(({ epoch, seq }) => ({
      epoch,
      from: seq,
      to: seq,
    })),
    epochs: epochsOf(parts).map((epoch) => {
      const chain = came.find((row) => row.epoch === epoch);
      const headSeq = heads.find((row) => row.epoch === epoch)?.headSeq ?? null;
      return { epoch, headSeq, received: chain?.received ?? 0, highest: chain?.highest ?? 0 };
    }),
    writeOffs,
    acknowledged,
    unheard,
  };
}

function gapsIn(epoch: string, until: number, received: readonly number[]): Range[] {
  const gaps: Range[] = [];
  let next = 1;
  for (const seq of [...received, until + 1]) {
    if (seq > next) gaps.push({ epoch, from: next, to: seq - 1 });
    next = seq + 1;
  }
  return gaps;
}
