/** Passwords that are guessed first, as they are compared: small letters without accents, đ as d, no white space. */
export interface CommonPasswords {
  /** At least as long as a password may be. */
  readonly whole: ReadonlySet<string>;
  /** Each stands for itself also between digits and signs. */
  readonly phrases: ReadonlySet<string>;
}
