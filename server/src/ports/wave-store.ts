import type { SchemeName } from '@sipas/shared/wire';

export interface StoredInstrument {
  /** Small number by which rows name this version. */
  readonly key: number;
  readonly id: string;
  readonly version: string;
  /** RFC 8785 canonical JSON: what the version is the SHA-256 of. */
  readonly canonical: string;
}

export interface StoredWave {
  readonly id: string;
  readonly name: string;
  readonly status: 'open' | 'closed';
  /** Day of the unit catalogue. */
  readonly catalogue: string;
  readonly scheme: SchemeName;
  readonly minimumBase: number;
  readonly minimumCell: number;
  /** Grouping that stands for `district` where the catalogue has no district level. */
  readonly districtGrouping: string;
  /** What a household receives for its answers, in đồng; null: nothing. */
  readonly allowanceVnd: number | null;
  /** The last edition of a frozen wave; absent: it is not frozen. */
  readonly edition?: number | undefined;
  /** When it was frozen: from then on its figures are gathered as the groupings stood; absent: it is not frozen. */
  readonly frozenAt?: string | undefined;
  /** It was made and never opened yet; absent otherwise. */
  readonly prepared?: true | undefined;
  /** Those it came with, then those published later, in order. */
  readonly instrumentKeys: readonly number[];
}

export interface WaveStatusChange {
  readonly status: StoredWave['status'];
  readonly at: string;
  /** Name of the person; null for an operator at the machine. */
  readonly by: string | null;
}

export interface PlannedVillage {
  readonly commune: string;
  readonly code: string;
  readonly name: string;
  readonly target: number;
}

export interface VillageWeight {
  readonly commune: string;
  readonly village: string;
  /** Households, above 0. */
  readonly weight: number;
}

export interface StoredUnit {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly kind: string;
  readonly parentCode: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface StoredGrouping {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly { readonly code: string; readonly title: string }[];
  readonly members: readonly { readonly commune: string; readonly node: string }[];
}

export interface StoredSuccession {
  readonly oldCode: string;
  readonly newCode: string;
  readonly kind: 'whole' | 'part';
  /** First day of the new unit. */
  readonly validFrom: string;
}

/** What a wave rests on: units through time, groupings, instruments, the sample plan. */
export interface WaveStore {
  /** Puts reference data in place; what is there already (same key) stays. Atomic. */
  addReference(reference: {
    readonly units: readonly StoredUnit[];
    readonly successions: readonly StoredSuccession[];
    readonly groupings: readonly StoredGrouping[];
    readonly instruments: readonly Omit<StoredInstrument, 'key'>[];
  }): Promise<void>;
  units(): Promise<readonly StoredUnit[]>;
  /** Answers: the groupings as they stand, or as they stood at a moment. */
  groupings(asOf?: string): Promise<readonly StoredGrouping[]>;
  /** Answers: how often groupings were written anew, in all: while it stays, so do they. */
  groupingVersions(): Promise<number>;
  instruments(): Promise<readonly StoredInstrument[]>;
  /**
   * Keeps a wave with its instruments and plan, and a key to which its forms are sealed; one that is not open was never
   * opened. Atomic.
   * Answers: whether it was kept: nothing is where another has its name.
   */
  addWave(wave: StoredWave, villages: readonly PlannedVillage[], now: string): Promise<boolean>;
  /** Answers: when each wave was made, by its id. */
  makingTimes(): Promise<ReadonlyMap<string, string>>;
  /**
   * Answers: all waves by id. A minimum base below the minimum cell, which earlier versions took, reads as the minimum
   * cell: a unit shows no figure of fewer people than a group of it may have.
   */
  waves(): Promise<readonly StoredWave[]>;
  /** Adds a version of an instrument to a wave; one that is there already stays as it is. Atomic. */
  publish(waveId: string, instrument: Omit<StoredInstrument, 'key'>, now: string): Promise<void>;
  /**
   * Closes a wave or opens it again, and keeps who did (null: an operator at the machine). One that is opened has a key.
   * Atomic.
   */
  setStatus(
    waveId: string,
    status: StoredWave['status'],
    userId: string | null,
    now: string,
  ): Promise<void>;
  /** Answers: who closed this wave and opened it again, in order. */
  statusChanges(waveId: string): Promise<readonly WaveStatusChange[]>;
  /** Keeps for how many households a respondent of each village stands, in place of what was kept before. Atomic. */
  setVillageWeights(waveId: string, weights: readonly VillageWeight[], now: string): Promise<void>;
  /** Answers: these, ordered by commune and village; none where none were taken in. */
  villageWeights(waveId: string): Promise<readonly VillageWeight[]>;
  /** Answers: the sample plan of a wave, ordered by commune and village code. */
  villages(waveId: string): Promise<readonly PlannedVillage[]>;
}
