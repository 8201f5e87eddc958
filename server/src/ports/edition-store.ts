import type { VillageCounts } from './response-store.ts';
import type { WaitingLine } from './unknown-phones.ts';

/** What the figures of an edition rest on besides the forms. */
export interface EditionSettings {
  /** Version of the program that made it. */
  readonly software: string;
  readonly scheme: string;
  readonly minimumBase: number;
  readonly minimumCell: number;
  readonly catalogue: string;
  /** SHA-256 of each version of a form. */
  readonly instruments: readonly string[];
}

export interface Edition {
  readonly edition: number;
  readonly at: string;
  /** Name of the person; null for an operator at the machine. */
  readonly by: string | null;
  /** '' for the first. */
  readonly reason: string;
  readonly settings: EditionSettings;
  readonly responses: number;
  /** Against the edition before. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** People whose forms differed and were not taken in. */
  readonly waiting: number;
  /** SHA-256 over the hashes of its forms, each with a line feed, in the order of response ids. */
  readonly dataHash: string;
}

/** Where a form counts: one version of an instrument in one village. */
export interface CountedPlace {
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
}

/** A form that would count otherwise now than in the edition: place or answers. Null: it does not count. */
export interface FormChange {
  readonly responseId: string;
  readonly before: CountedPlace | null;
  readonly after: CountedPlace | null;
  /** Which of its packed answers differ, by their place; all of who came, went or moved. */
  readonly slots: readonly number[] | 'all';
}

interface AskedEdition {
  readonly waveId: string;
  readonly edition: number;
  /** Null: an operator at the machine. */
  readonly userId: string | null;
  readonly reason: string;
  readonly settings: EditionSettings;
}

/** The editions of frozen waves: what counted, kept as it was. */
export interface EditionStore {
  /** Answers: the editions of a wave in order; none where it is not frozen. */
  editions(waveId: string): Promise<readonly Edition[]>;
  /**
   * Keeps the next edition: of the first every form that counts now; of a later one what the edition before has, with these
   * changes. Promise: atomic; null, and nothing is kept, where that number was taken meanwhile.
   */
  add(
    asked: AskedEdition,
    taken: readonly FormChange[],
    counts: Pick<Edition, 'added' | 'removed' | 'changed' | 'waiting'>,
    now: string,
  ): Promise<Edition | null>;
  /** Answers: the forms that would count otherwise now than in the last edition, by response id. */
  changes(waveId: string): Promise<readonly FormChange[]>;
  /** Answers: the people counted in the villages of the last edition. */
  sizes(waveId: string): Promise<readonly (CountedPlace & { readonly people: number })[]>;
  /** Answers: the counts of the villages in an edition, ordered by commune and village. */
  villageCounts(
    waveId: string,
    edition: number,
    instrumentKey: number,
  ): Promise<readonly VillageCounts[]>;
  /** Answers: lines that wait because the wave was closed, after a receipt, the oldest first. */
  late(waveId: string, afterReceipt: number, limit: number): Promise<readonly WaitingLine[]>;
  /** Answers: how many lines wait because the wave was closed. */
  lateCount(waveId: string): Promise<number>;
}
