import type { Harness, HarnessOutline } from './harness.ts';
import { outline as protocolModel } from './protocol-model/outline.ts';

/** A harness and where it is loaded from: its outline is read without the product, so that a bug can be planted first. */
export interface Listed {
  readonly outline: HarnessOutline;
  readonly load: () => Promise<Harness>;
}

export const harnesses: readonly Listed[] = [
  {
    outline: protocolModel,
    load: () => import('./protocol-model/harness.ts'),
  },
];
