import type { Answer, Answers } from '@sipas/shared/response';
import type {
  EnvelopeKind,
  FieldPackage,
  IngestPublicKey,
  PackageUnit,
  Receipt,
  RedeemAnswer,
  ResponseMode,
  UnhashedEnvelope,
} from '@sipas/shared/wire';

/** The phone after enrolment: who it is, and which chain it writes. */
export interface Enrolled {
  readonly deviceId: string;
  readonly deviceToken: string;
  /** 64 random bits in hexadecimal, new at install and after loss of the journal. */
  readonly epoch: string;
  readonly surveyor: RedeemAnswer['surveyor'];
  readonly areas: RedeemAnswer['areas'];
  readonly enrolledAt: string;
}

/** What an older version kept of a PIN: a salted hash. It is taken over by a vault when that PIN is next entered. */
export interface PinRecord {
  readonly salt: string;
  readonly iterations: number;
  readonly hash: string;
}

/** A text, or a key, sealed to a key of the office. */
export interface SealedToOffice {
  readonly keyId: string;
  readonly enc: string;
  readonly ciphertext: string;
}

/**
 * The key of one surveyor's open interviews on this phone, kept so that only the PIN opens it, or the office for a surveyor
 * who forgot it. Neither the PIN nor the key lies on the phone.
 */
export interface Vault {
  /** Of the key: the first 16 hexadecimal digits of its SHA-256. */
  readonly keyId: string;
  /** Whose key it is: a username. */
  readonly surveyor: string;
  /** What Argon2id was given beside the PIN; hexadecimal, kibibytes, rounds. */
  readonly salt: string;
  readonly memoryKib: number;
  readonly passes: number;
  /** 256 bits of this phone, hexadecimal. */
  readonly deviceSecret: string;
  /** The key, AES-GCM: 12 bytes of nonce and the ciphertext, in hexadecimal. */
  readonly wrapped: string;
  /** The key, sealed to the office; absent until a package named a key to seal to. */
  readonly office?: SealedToOffice | undefined;
  /** Was everything that an older version wrote in clear taken off the journal? */
  readonly isSwept: boolean;
  /** Keys that neither the PIN of now nor the office opened. What they close stays closed, and on the phone. */
  readonly earlier?: readonly Vault[] | undefined;
}

/** Seals and opens with the key of one surveyor. */
export interface DraftCipher {
  readonly keyId: string;
  /** `place` tells where the text belongs; it opens nowhere else. */
  seal(text: string, place: string): Promise<string>;
  /** Null for what this key, or this place, does not open. */
  open(sealed: string, place: string): Promise<string | null>;
}

/** Wrong PINs since the last right one. Kept, so that a restart gives no new tries. */
export interface PinAttempts {
  readonly failures: number;
  /** Wall time of the last wrong try; null when there is none. */
  readonly lastFailedAt: string | null;
}

/** What the surveyor chose for this phone. */
export interface Preferences {
  readonly language: string;
  /** Text size step: 0 = normal, each step larger. */
  readonly textStep: number;
}

/** An interview that is not finished. It stays on the instrument version that it began with. */
export interface Draft {
  readonly responseId: string;
  readonly startedAt: string;
  readonly waveId: string;
  readonly instrument: { readonly id: string; readonly version: string };
  readonly catalogue: string;
  readonly unit: { readonly commune: string; readonly village: string };
  readonly household: string | null;
  readonly mode: ResponseMode;
  readonly language: string;
  readonly consent: {
    readonly given: boolean;
    readonly at: string;
    readonly textVersion: string;
  } | null;
  readonly answers: Answers;
  /** Where the interview stands: a question code, or one of the fixed steps. */
  readonly position: string;
  /** Visits, milliseconds, changes by question. */
  readonly timings: Readonly<Record<string, readonly [number, number, number]>>;
  /** Monotonic milliseconds with the form open, summed over restarts. */
  readonly activeMs: number;
}

/** A draft as it lies on the phone: where it was begun is readable, as of finished forms; what was said is not. */
export interface SealedDraft extends Pick<Draft, 'responseId' | 'waveId' | 'instrument' | 'unit'> {
  readonly keyId: string;
  /** The draft as it began and each step since, sealed one by one in their order. */
  readonly parts: readonly string[];
}

/** One step of an interview: everything that one tap changed. */
export interface DraftStep {
  readonly responseId: string;
  readonly answer?: { readonly question: string; readonly value: Answer | null };
  readonly consent?: Draft['consent'];
  readonly position: string;
  readonly language?: string;
  readonly timing?: {
    readonly question: string;
    readonly value: readonly [number, number, number];
  };
  readonly activeMs: number;
}

/** A finished form in the outbox: the bytes that travel, and what the server said of them. */
export interface OutboxItem {
  readonly seq: number;
  readonly epoch: string;
  readonly responseId: string;
  readonly revision: number;
  readonly kind: EnvelopeKind;
  readonly waveId: string;
  readonly commune: string;
  readonly village: string;
  readonly household: string | null;
  readonly finishedAt: string;
  readonly hash: string;
  /** Canonical JSON of the envelope, one line; null when the phone has deleted its copy of what is safe at the office. */
  readonly line: string | null;
  readonly receipt: Receipt | null;
  /** Incarnation of the server that gave the receipt. */
  readonly incarnation: string | null;
  /** The enrolment under which it was finished; absent in forms of older versions, whose line says it. */
  readonly deviceId?: string;
  /** Which form was filled in; absent in items of older versions. */
  readonly instrumentId?: string;
  /** When it was last written to a file for the office. It stays unsent until it has a receipt. */
  readonly handedOverAt?: string;
  /** How far the server's clock was ahead when they last spoke before it was finished; absent: not known. */
  readonly clockOffsetMs?: number;
}

/** A form that the phone can still send. */
export type HeldItem = OutboxItem & { readonly line: string };

/** What capture hands over at the end; the shelf puts it into the chain and takes its hash. */
export type FinishedForm = Omit<UnhashedEnvelope, 'deviceId' | 'epoch' | 'seq' | 'prevHash' | 'v'>;

/** The open interview that the screen showed last; null: it was left. */
export interface Place {
  readonly responseId: string | null;
}

/** A wave that was on this phone and is offered no more: its name, and the places where this phone has something of it. */
export interface ClosedWave {
  readonly id: string;
  readonly name: string;
  readonly units: readonly PackageUnit[];
  /** To what its forms are sealed. */
  readonly ingestKey?: IngestPublicKey | undefined;
}

/** What the phone last heard from the server. */
export interface ServerContact {
  readonly at: string;
  readonly serverTime: string;
  readonly incarnation: string;
  readonly safeReceipt: number;
  readonly packageEtag: string | null;
  readonly lastReceipt: number | null;
  readonly pullCursor: string | null;
  /** How far the server's clock was ahead of this phone's then; absent where an older version spoke. */
  readonly clockOffsetMs?: number | null;
}

/** Something the office sent: a returned form, a decision, a changed assignment. Its content is judged by its reader. */
export interface InboxItem {
  readonly kind: string;
  readonly cursor: string;
  readonly [member: string]: unknown;
}

/** How well this browser keeps what is written. */
export type ShelfKind = 'journal' | 'indexeddb-only';

/**
 * Room that the phone keeps free for the journal. `whole`: kept. `released`: there is none, since the storage is full; an
 * open interview still fits, and it is time to send and to make room. `none`: this browser has no such room to keep,
 * or it is not known yet.
 */
export type Reserve = 'whole' | 'released' | 'none';

/** Done per village of a wave, for the rings on the home screen. */
export interface VillageDone {
  readonly waveId: string;
  readonly commune: string;
  readonly village: string;
  readonly done: number;
}

/** Counts behind the data-safety light. */
export interface Safety {
  readonly unsent: number;
  readonly oldestUnsentAt: string | null;
  /** Receipts that wait for a person: conflict, fork, quarantined. */
  readonly keptApart: number;
  readonly received: number;
  readonly lastReceiptAt: string | null;
}

/** A write that the phone could not make durable. Nothing was shown as saved. */
export type ShelfFault =
  { readonly tag: 'storage-full' } | { readonly tag: 'storage-failed'; readonly message: string };

/**
 * All that a phone keeps. The journal (origin-private file system) is the truth, the database a view of it.
 * Promise: every write is flushed to the journal, its byte count checked, before it resolves; a write that
 * cannot be made durable rejects with a ShelfFault and changes nothing. One tab holds the shelf at a time.
 */
export interface FieldShelf {
  readonly kind: ShelfKind;
  /**
   * How many rows of the view were wrong or lost at the start and were mended from the journal, or the other
   * way round (0 when the view was whole or only a few records behind, and on a new phone).
   */
  readonly mendedAtStart: number;
  /** As it is now; it changes when a write needs the room, and at a start with room for it again. */
  reserve(): Reserve;
  enrolled(): Promise<Enrolled | null>;
  enrol(answer: RedeemAnswer, at: string): Promise<Enrolled>;
  /**
   * The server, which had lost this phone, knows it again: one of its enrolments goes on under a new token. Outbox, chain,
   * epoch, PIN and drafts are not touched.
   * Errors:  rejects where the answer is about an enrolment that is not on this phone.
   */
  renew(answer: RedeemAnswer): Promise<void>;
  /**
   * The surveyor gives the phone away: `enrolled()` is null from here on; PIN, package and inbox are gone. The outbox
   * stays and is still sent under the enrolments that it was made under, which `former()` tells.
   * Errors:  rejects while a draft is open: nothing is left half done.
   */
  leave(): Promise<void>;
  /** Enrolments of surveyors who used this phone before, oldest first. */
  former(): Promise<readonly Enrolled[]>;
  /** Of a phone whose PIN an older version kept; null where there is a vault. */
  pin(): Promise<PinRecord | null>;
  setPin(pin: PinRecord): Promise<void>;
  vault(): Promise<Vault | null>;
  /** Takes the place of the vault before, and of a PIN record. */
  setVault(vault: Vault): Promise<void>;
  /**
   * From here on drafts are read, and written, with this key; those in clear are sealed first. Killed in between, the next
   * call goes on where it stopped. Without a key a phone with a vault reads no draft and takes no step.
   */
  unlockDrafts(cipher: DraftCipher): Promise<void>;
  /** Forgets the key and what it opened. */
  lockDrafts(): Promise<void>;
  /** Writes the journal anew without what is of no use any more; false where it could not. */
  sweep(): Promise<boolean>;
  pinAttempts(): Promise<PinAttempts>;
  savePinAttempts(attempts: PinAttempts): Promise<void>;
  preferences(): Promise<Preferences>;
  setPreferences(preferences: Preferences): Promise<void>;
  /** The interview into which a phone that was killed opens again. */
  place(): Promise<Place>;
  setPlace(place: Place): Promise<void>;
  fieldPackage(): Promise<{
    readonly value: FieldPackage;
    readonly etag: string | null;
    /** Absent in what an older version kept. */
    readonly closed?: readonly ClosedWave[];
  } | null>;
  /**
   * Definitions that an open draft still needs are kept beside the new ones, and the names of waves that closed. Whom it
   * names has the phone from here on: `enrolled()` tells the surveyor and the areas of the package.
   */
  savePackage(value: FieldPackage, etag: string | null): Promise<void>;
  contact(): Promise<ServerContact | null>;
  saveContact(contact: ServerContact): Promise<void>;
  /** What the office sent, oldest first; the same cursor again changes nothing. */
  inbox(): Promise<readonly InboxItem[]>;
  saveInbox(items: readonly InboxItem[]): Promise<void>;
  /** Those that can be read now. */
  drafts(): Promise<readonly Draft[]>;
  /** Response ids of all open interviews, also of those that are closed by a PIN. */
  draftIds(): Promise<readonly string[]>;
  startDraft(draft: Draft): Promise<void>;
  /** One tap: durable before the next question shows. */
  saveStep(step: DraftStep): Promise<void>;
  discardDraft(responseId: string, reason: string): Promise<void>;
  /**
   * Ends a draft (if it has one): chains, hashes and queues the form in one durable write.
   * The same response id and revision again gives the item that is queued already.
   */
  finish(form: FinishedForm): Promise<OutboxItem>;
  /** The oldest unsent items, at most `limit`. */
  unsent(limit: number): Promise<readonly HeldItem[]>;
  /** Every form that was ever finished here, also those whose line the phone has deleted. */
  outbox(): Promise<readonly OutboxItem[]>;
  /** Keeps when these forms were written to a file; forms that have a receipt are passed over. */
  noteHandedOver(hashes: readonly string[], at: string): Promise<void>;
  /** Receipts are matched by their hash; one without a hash, or with an unknown one, changes nothing. */
  saveReceipts(receipts: readonly Receipt[], incarnation: string): Promise<void>;
  /** After a restore of the server all above its safe receipt counts as unsent again. */
  unsendAbove(safeReceipt: number, incarnation: string): Promise<number>;
  /** Of one enrolment; of all that lies on the phone if none is named. */
  safety(deviceId?: string): Promise<Safety>;
  /** Of the surveyor who has the phone now. */
  done(): Promise<readonly VillageDone[]>;
  /** The chains of one enrolment, that of now if none is named. */
  heads(deviceId?: string): Promise<
    readonly {
      readonly epoch: string;
      readonly headSeq: number;
      readonly headHash: string | null;
    }[]
  >;
  close(): Promise<void>;
}
