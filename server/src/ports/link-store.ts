/** A link by which a spreadsheet fetches one table anew. */
export interface ExportLink {
  readonly id: string;
  readonly waveId: string;
  /** Whose eyes it has. */
  readonly userId: string;
  readonly name: string;
  /** Which file, and what its table is asked by, as JSON. */
  readonly file: string;
  readonly query: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly useCount: number;
}

/** Links as they are found by their id. */
export interface FoundLink extends ExportLink {
  readonly tokenHash: string;
  /** It was made in another life of the store, which may have known that it was revoked. */
  readonly isOfOtherLife: boolean;
}

/** Links to tables, with the hash of each token. */
export interface LinkStore {
  /** Answers: false where the person has `most` links that are neither revoked nor expired; nothing is kept then. Atomic. */
  add(
    link: Pick<
      FoundLink,
      | 'id'
      | 'tokenHash'
      | 'waveId'
      | 'userId'
      | 'name'
      | 'file'
      | 'query'
      | 'createdAt'
      | 'expiresAt'
    >,
    most: number,
  ): Promise<boolean>;
  find(id: string): Promise<FoundLink | null>;
  /** Answers: the links of a wave, the newest first, with the name of who made each; of one person where one is named. */
  list(
    waveId: string,
    userId: string | null,
  ): Promise<readonly (Omit<FoundLink, 'tokenHash'> & { readonly by: string })[]>;
  /** Ends a link for good; of one that has ended nothing changes. */
  revoke(id: string, byUserId: string, now: string): Promise<void>;
  /** Counts one more use. */
  used(id: string, now: string): Promise<void>;
}
