import type { Harness, HarnessOutline } from './harness.ts';

/** A harness and where it is loaded from: its outline is read without the product, so that a bug can be planted first. */
export interface Listed {
  readonly outline: HarnessOutline;
  readonly load: () => Promise<Harness>;
}

export const harnesses: readonly Listed[] = [];
