/** What a person signs in by beside the password. */
export interface SecondFactor {
  /** Base64 of the secret that the app has too. */
  readonly secret: string;
  /** Null until the app has shown once that it has the secret. */
  readonly confirmedAt: string | null;
  /** The steps of time up to this one are used. */
  readonly lastStep: number;
  /** Codes on paper that are left. */
  readonly recoveryCodes: number;
}

/** The second factors of accounts and their codes on paper. */
export interface SecondFactorStore {
  of(userId: string): Promise<SecondFactor | null>;
  /** Answers: the users with a confirmed one. */
  holders(): Promise<ReadonlySet<string>>;
  /** Begins one, in place of another that was not confirmed. Answers: false where a confirmed one stands, which stays. */
  begin(userId: string, secret: string, now: string): Promise<boolean>;
  /**
   * Confirms the one that was begun, with its first used step and its codes on paper, and ends the sessions that were
   * opened without it, but the one of this token. Answers: false where there is none to confirm, or it is confirmed.
   * Promise: all or nothing.
   */
  confirm(
    userId: string,
    given: {
      readonly step: number;
      readonly codeHashes: readonly string[];
      readonly now: string;
      readonly keptTokenHash: string;
    },
  ): Promise<boolean>;
  /** Uses a step of time. Answers: false where it or a later one was used. Promise: of those who race, one is told true. */
  takeStep(userId: string, step: number): Promise<boolean>;
  /** Uses a code on paper. Answers: false where there is none such. Promise: of those who race, one is told true. */
  takeRecoveryCode(userId: string, codeHash: string): Promise<boolean>;
  /**
   * Takes it away with its codes, and ends the sessions of the user but the one of this token (null: every one).
   * Answers: false where there was none.
   */
  remove(userId: string, keptTokenHash: string | null): Promise<boolean>;
}
