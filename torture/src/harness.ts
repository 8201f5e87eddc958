/**
 * A bug that is planted on purpose, to see that a harness would catch it. `flag`: the harness itself builds the bug in.
 * `source`: a stretch of the product's source is replaced while it is loaded; nothing is written to the tree.
 */
export type Plant =
  | { readonly name: string; readonly kind: 'flag' }
  | {
      readonly name: string;
      readonly kind: 'source';
      /** Path from the root of the project. */
      readonly file: string;
      /** Stands there exactly once. */
      readonly find: string;
      readonly replace: string;
    };

/** What a harness is, told without loading the product. */
export interface HarnessOutline {
  readonly name: string;
  /** One sentence: what is done to the product, and what must hold. */
  readonly title: string;
  /** What is counted: schedules, kills, cuts. */
  readonly unit: string;
  readonly budgets: {
    readonly short: number;
    readonly long: number;
    /** Where a planted bug needs more to show itself than the short run has. */
    readonly plant?: number;
  };
  readonly plants: readonly Plant[];
}

export interface HarnessGiven {
  readonly budget: number;
  readonly seed: number;
  /** The planted bug of this run; null for the product as it is. */
  readonly plant: Plant | null;
  /** A word on the way, for whoever watches. */
  readonly tell: (text: string) => void;
}

/** What a run found. A run of the product as it is must find nothing; a planted bug must be found. */
export interface HarnessReport {
  readonly done: number;
  readonly violations: readonly string[];
  /** Figures worth keeping: kills, rows, milliseconds. */
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface Harness {
  readonly run: (given: HarnessGiven) => Promise<HarnessReport>;
}
