import type { CareState, Storage } from '../ports/index.ts';
import { inTime } from './in-time.ts';

/** What of the store goes into figures. */
export interface StoreFacts {
  readonly isReady: boolean;
  readonly lastReceipt: number | null;
  readonly safeReceipt: number | null;
  readonly openSessions: number | null;
  /** Null where nobody looks after copies, as with PostgreSQL, or where it could not be read. */
  readonly care: CareState | null;
}

export interface FactSources {
  readonly isReady: () => Promise<boolean>;
  readonly keeper: Pick<Storage['keeper'], 'lastReceipt'>;
  readonly responses: Pick<Storage['responses'], 'head'>;
  readonly people: Pick<Storage['people'], 'countSessions'>;
  readonly care: (() => Promise<CareState>) | null;
  readonly now: () => string;
}

/**
 * Answers: what does the store say of itself, within three seconds?
 * Shape:   each fact by itself: what cannot be read, or not in time, is null and hides no other.
 * Errors:  throws never.
 */
export async function readFacts(from: FactSources): Promise<StoreFacts> {
  const { keeper, responses, people, care } = from;
  const [isReady, lastReceipt, head, openSessions, state] = await Promise.all([
    inTime(from.isReady),
    inTime(() => keeper.lastReceipt()),
    inTime(() => responses.head()),
    inTime(() => people.countSessions(from.now())),
    care === null ? null : inTime(care),
  ]);
  return {
    isReady: isReady ?? false,
    lastReceipt,
    safeReceipt: head?.safeReceipt ?? null,
    openSessions,
    care: state,
  };
}
