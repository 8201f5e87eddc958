import type { Safety } from './field-shelf.ts';

/** What the outbox is doing, for the screens. */
export interface OutboxState {
  readonly activity: 'idle' | 'sending' | 'waiting';
  readonly safety: Safety;
  /** Why it waits or stopped, if it does. */
  readonly hindrance:
    | null
    | { readonly tag: 'offline' }
    | { readonly tag: 'busy' }
    | { readonly tag: 'refused'; readonly code: string; readonly detail: string };
  /** Wall time of the last answer of the server. */
  readonly lastContactAt: string | null;
  /** Monotonic time of the last answer of the server since this start, for `sinceContactMs`; null = none yet. */
  readonly lastContactMonotonicMs: number | null;
  /** The office withdrew this phone: what it sends is kept apart there. */
  readonly revoked: boolean;
}

/** The sender of finished forms as screens see it. */
export interface Outbox {
  state(): OutboxState;
  subscribe(listener: (state: OutboxState) => void): () => void;
  /** Tries now, whatever the back-off says. Resolves when this round has ended. */
  sendNow(): Promise<void>;
  /** A form was finished: wakes the sender. */
  wake(): void;
  /** Every unsent form as one gzip file of push lines for the office. */
  exportFile(): Promise<{ readonly name: string; readonly bytes: Blob; readonly count: number }>;
  stop(): void;
}
