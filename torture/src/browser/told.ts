/** One form in the outbox of a phone, as the phone shows it. */
export interface SeenItem {
  readonly responseId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly receipt: {
    readonly outcome: string;
    readonly receipt: number;
    readonly incarnation: string;
  } | null;
}

/** What a phone holds. */
export interface Sight {
  readonly kind: string;
  /** Null: the phone belongs to nobody. */
  readonly deviceId: string | null;
  readonly mended: number;
  readonly outbox: readonly SeenItem[];
  readonly drafts: readonly {
    readonly responseId: string;
    readonly answers: Readonly<Record<string, unknown>>;
  }[];
}

/** What the page of a phone tells: each is something that its screen would show. */
export type Told =
  /** The app is open; or why it is not. */
  | { readonly tag: 'ready'; readonly sight: Sight; readonly failure: null }
  | { readonly tag: 'ready'; readonly sight: null; readonly failure: string }
  | { readonly tag: 'enrolled'; readonly deviceId: string }
  | { readonly tag: 'started'; readonly responseId: string }
  | {
      readonly tag: 'tapped';
      readonly responseId: string;
      readonly question: string;
      readonly value: string;
    }
  | {
      readonly tag: 'finished';
      readonly responseId: string;
      readonly epoch: string;
      readonly seq: number;
      readonly hash: string;
    }
  /** The light counts these as received. */
  | { readonly tag: 'light'; readonly received: readonly string[] }
  /** The sender asks the server something. */
  | { readonly tag: 'request' }
  /** Another tab has the shelf now. */
  | { readonly tag: 'taken' }
  | { readonly tag: 'crash-screen'; readonly reason: string };

/** The app is open, or says why not. */
export type Ready = Extract<Told, { tag: 'ready' }>;
