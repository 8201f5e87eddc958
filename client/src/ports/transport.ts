import type {
  ConfirmAnswer,
  FieldPackage,
  Hello,
  HelloAnswer,
  Problem,
  PullAnswer,
  PushAnswer,
  RedeemAnswer,
  RedeemRequest,
} from '@sipas/shared/wire';
import type { SealedToOffice } from './field-shelf.ts';

/**
 * What came of one request. `offline`: no answer, or one that is not the server's (captive portal, proxy page,
 * time-out, other batch): nothing is known, send again. `problem`: the server refused and said why.
 */
export type Reply<T> =
  | { readonly tag: 'answer'; readonly value: T }
  | { readonly tag: 'offline' }
  | { readonly tag: 'problem'; readonly problem: Problem; readonly retryAfterMs: number | null };

/** The way to the server. Never throws; every answer is checked against its shape. */
export interface Transport {
  redeem(request: RedeemRequest): Promise<Reply<RedeemAnswer>>;
  /**
   * Asks whether this is a code of the office for the surveyor of this phone; it is used by then. The key of the drafts goes along
   * as it was sealed to the office, and comes back opened.
   */
  confirmSurveyor(
    token: string,
    code: string,
    draftKey?: SealedToOffice,
  ): Promise<Reply<ConfirmAnswer>>;
  fieldPackage(
    token: string,
    etag: string | null,
  ): Promise<
    Reply<{ readonly value: FieldPackage; readonly etag: string | null } | 'not-modified'>
  >;
  hello(token: string, hello: Hello): Promise<Reply<HelloAnswer>>;
  /** Sends NDJSON lines (gzip) under one batch id. */
  push(
    token: string,
    batch: {
      readonly batchId: string;
      readonly deviceId: string;
      readonly sentAt: string;
      readonly lines: readonly string[];
    },
  ): Promise<Reply<PushAnswer>>;
  pull(token: string, cursor: string | null): Promise<Reply<PullAnswer>>;
}
