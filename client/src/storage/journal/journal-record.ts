import {
  envelopeKinds,
  fieldPackageSchema,
  ingestKeySchema,
  packageUnitSchema,
  receiptSchema,
  redeemAnswerSchema,
  responseModes,
} from '@sipas/shared/wire';
import * as v from 'valibot';
import type {
  ClosedWave,
  Draft,
  DraftStep,
  Enrolled,
  InboxItem,
  OutboxItem,
  PinAttempts,
  PinRecord,
  Place,
  Preferences,
  SealedDraft,
  ServerContact,
  Vault,
} from '../../ports/field-shelf.ts';
import type { FieldPackage, Receipt } from '@sipas/shared/wire';

/** The field package with the tag under which the server knows it. */
export interface StoredPackage {
  readonly value: FieldPackage;
  readonly etag: string | null;
  /** Waves that were in a package before and are closed now. */
  readonly closed?: readonly ClosedWave[];
}

/** Everything that ever happened on this phone, one record each. The set only grows. */
export type JournalRecord =
  | { readonly type: 'enrolled'; readonly value: Enrolled }
  | { readonly type: 'pin'; readonly value: PinRecord }
  /** Takes the place of a PIN. */
  | { readonly type: 'vault'; readonly value: Vault }
  | { readonly type: 'pin-attempts'; readonly value: PinAttempts }
  | { readonly type: 'preferences'; readonly value: Preferences }
  | { readonly type: 'place'; readonly value: Place }
  | { readonly type: 'package'; readonly value: StoredPackage }
  | { readonly type: 'contact'; readonly value: ServerContact }
  | { readonly type: 'draft-started'; readonly draft: Draft }
  | { readonly type: 'draft-step'; readonly step: DraftStep }
  /** What began or stood in clear, and is sealed from here on. */
  | { readonly type: 'draft-sealed'; readonly draft: SealedDraft }
  | { readonly type: 'sealed-step'; readonly responseId: string; readonly part: string }
  | { readonly type: 'draft-discarded'; readonly responseId: string; readonly reason: string }
  | { readonly type: 'finished'; readonly item: OutboxItem }
  | {
      readonly type: 'receipts';
      readonly receipts: readonly Receipt[];
      readonly incarnation: string;
    }
  | {
      readonly type: 'unsent-above';
      readonly safeReceipt: number;
      readonly incarnation: string;
    }
  | { readonly type: 'inbox'; readonly items: readonly InboxItem[] }
  | {
      readonly type: 'handed-over';
      readonly hashes: readonly string[];
      readonly at: string;
    }
  /** All who have left this phone so far, the last one now. */
  | { readonly type: 'left'; readonly value: readonly Enrolled[] };

const text = v.string();
const textOrNull = v.nullable(text);
const amount = v.pipe(v.number(), v.finite());
const timing = v.tuple([amount, amount, amount]);
const answer = v.union([text, amount, v.array(text), v.looseObject({ missing: text })]);
const consent = v.nullable(v.looseObject({ given: v.boolean(), at: text, textVersion: text }));

const enrolled = v.looseObject({
  ...v.omit(redeemAnswerSchema, ['serverTime']).entries,
  epoch: text,
  enrolledAt: text,
});
const pin = v.looseObject({ salt: text, iterations: amount, hash: text });
const vault = v.looseObject({
  keyId: text,
  surveyor: text,
  salt: text,
  memoryKib: amount,
  passes: amount,
  deviceSecret: text,
  wrapped: text,
  isSwept: v.boolean(),
});
const pinAttempts = v.looseObject({ failures: amount, lastFailedAt: textOrNull });
const preferences = v.looseObject({ language: text, textStep: amount });
const place = v.looseObject({ responseId: textOrNull });
const storedPackage = v.looseObject({
  value: fieldPackageSchema,
  etag: textOrNull,
  closed: v.optional(
    v.array(
      v.looseObject({
        id: text,
        name: text,
        units: v.array(packageUnitSchema),
        ingestKey: v.optional(ingestKeySchema),
      }),
    ),
  ),
});
const contact = v.looseObject({
  at: text,
  serverTime: text,
  incarnation: text,
  safeReceipt: amount,
  packageEtag: textOrNull,
  lastReceipt: v.nullable(amount),
  pullCursor: textOrNull,
  clockOffsetMs: v.nullish(amount),
});
const whatAndWhere = {
  responseId: text,
  waveId: text,
  instrument: v.looseObject({ id: text, version: text }),
  unit: v.looseObject({ commune: text, village: text }),
};
const draft = v.looseObject({
  ...whatAndWhere,
  startedAt: text,
  catalogue: text,
  household: textOrNull,
  mode: v.picklist(responseModes),
  language: text,
  consent,
  answers: v.record(text, answer),
  position: text,
  timings: v.record(text, timing),
  activeMs: amount,
});
const sealedDraft = v.looseObject({ ...whatAndWhere, keyId: text, parts: v.array(text) });
const draftStep = v.looseObject({
  responseId: text,
  answer: v.optional(v.looseObject({ question: text, value: v.nullable(answer) })),
  consent: v.optional(consent),
  position: text,
  language: v.optional(text),
  timing: v.optional(v.looseObject({ question: text, value: timing })),
  activeMs: amount,
});
const outboxItem = v.looseObject({
  seq: amount,
  epoch: text,
  responseId: text,
  revision: amount,
  kind: v.picklist(envelopeKinds),
  waveId: text,
  commune: text,
  village: text,
  household: textOrNull,
  finishedAt: text,
  hash: text,
  line: textOrNull,
  receipt: v.nullable(receiptSchema),
  incarnation: textOrNull,
  deviceId: v.optional(text),
  instrumentId: v.optional(text),
  handedOverAt: v.optional(text),
  clockOffsetMs: v.optional(amount),
});
const former = v.array(enrolled);
const inboxItem = v.looseObject({ kind: text, cursor: text });

const record = v.variant('type', [
  v.looseObject({ type: v.literal('enrolled'), value: enrolled }),
  v.looseObject({ type: v.literal('pin'), value: pin }),
  v.looseObject({ type: v.literal('vault'), value: vault }),
  v.looseObject({ type: v.literal('pin-attempts'), value: pinAttempts }),
  v.looseObject({ type: v.literal('preferences'), value: preferences }),
  v.looseObject({ type: v.literal('place'), value: place }),
  v.looseObject({ type: v.literal('package'), value: storedPackage }),
  v.looseObject({ type: v.literal('contact'), value: contact }),
  v.looseObject({ type: v.literal('draft-started'), draft }),
  v.looseObject({ type: v.literal('draft-step'), step: draftStep }),
  v.looseObject({ type: v.literal('draft-sealed'), draft: sealedDraft }),
  v.looseObject({ type: v.literal('sealed-step'), responseId: text, part: text }),
  v.looseObject({ type: v.literal('draft-discarded'), responseId: text, reason: text }),
  v.looseObject({ type: v.literal('finished'), item: outboxItem }),
  v.looseObject({
    type: v.literal('receipts'),
    receipts: v.array(receiptSchema),
    incarnation: text,
  }),
  v.looseObject({ type: v.literal('unsent-above'), safeReceipt: amount, incarnation: text }),
  v.looseObject({ type: v.literal('inbox'), items: v.array(inboxItem) }),
  v.looseObject({ type: v.literal('handed-over'), hashes: v.array(text), at: text }),
  v.looseObject({ type: v.literal('left'), value: former }),
]);

/** Shapes of the rows of the view, by table; settings by key. */
export const rowSchemas = {
  drafts: v.union([draft, sealedDraft]),
  outbox: outboxItem,
  inbox: inboxItem,
  settings: {
    enrolled,
    pin,
    vault,
    pinAttempts,
    preferences,
    place,
    package: storedPackage,
    contact,
    former,
  },
} as const;

/**
 * Answers: the record that this text of the journal carries.
 * Missing: null for a text that is no record of today's set (a newer app wrote it, or it is damaged): it stays in the
 *          journal and is passed over.
 * Errors:  throws never.
 * Rule:    D-04
 */
export function parseRecord(payload: string): JournalRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  return v.is(record, value) ? (value as JournalRecord) : null;
}
