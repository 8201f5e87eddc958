import type { RedeemAnswer } from '@sipas/shared/wire';
import { createContext } from 'svelte';
import type { PhoneTraits } from '../../capture/index.ts';
import type { Allowances } from '../../ports/allowance.ts';
import type { Clock, Dice } from '../../ports/clock.ts';
import type { Enrolled, FieldShelf } from '../../ports/field-shelf.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { Transport } from '../../ports/transport.ts';
import type { Desk } from './desk.svelte.ts';

/** What came of one try of the PIN. */
export type PinTry =
  | { readonly tag: 'right' }
  | { readonly tag: 'wrong'; readonly triesLeft: number }
  | { readonly tag: 'wait'; readonly untilMs: number };

/** The lock of the screens and of the drafts, as the screens see it. */
export interface PinLock {
  /** A new PIN, which opens what the one before did: with the key from the office where that PIN is forgotten. */
  set(pin: string, keyFromOffice?: string): Promise<void>;
  attempt(pin: string): Promise<PinTry>;
  /** From here on drafts are closed. */
  lock(): Promise<void>;
}

/** What this phone and its browser can tell and do for the app. */
export interface Device {
  /** An iPhone or iPad, which keeps only what an app of the home screen stores. */
  readonly isIphone: boolean;
  readonly isInstalled: boolean;
  /** How the office tells phones apart: a model, "Chrome, Android", and six digits under an enrolment. */
  names(): Promise<{
    readonly name: string;
    readonly platform: string;
    /** Absent without a network for the part that tells. */
    comparison?(deviceId: string): Promise<string>;
  }>;
  /** Asks the browser to keep what is stored; whether it promised, null where it cannot say. */
  persist(): Promise<boolean | null>;
  storage(): Promise<{
    readonly persisted: boolean | null;
    readonly usage: number | null;
    readonly quota: number | null;
  }>;
  /** What tells whether it may be enrolled. */
  traits(): Promise<PhoneTraits>;
  /** Is the app wholly on the phone, so that it opens without a network? */
  isAppKept(): Promise<boolean>;
  /** Shows the browser's own install question; absent where it offers none. */
  install(): (() => Promise<void>) | null;
}

/** A newer version of the app, downloaded whole and waiting. */
export interface Update {
  readonly isWaiting: boolean;
  apply(): void;
}

/** The ways in which a surveyor parts from a phone. Who calls them has asked C-34 and the PIN. */
export interface GiveAway {
  /** The next surveyor enrols; what is unsent stays, and is sent. */
  leave(): Promise<void>;
  /** Nothing of the survey stays on the phone. */
  wipe(): Promise<void>;
}

/** All that the screens of a working phone need; made once, by the composition root. */
export interface FieldServices {
  readonly shelf: FieldShelf;
  readonly outbox: Outbox;
  readonly allowances: Allowances;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly pins: PinLock;
  readonly device: Device;
  readonly update: Update;
  readonly giveAway: GiveAway;
  readonly appVersion: string;
  readonly desk: Desk;
  /** Shows another screen; `replace` when the way back should not lead here. */
  go(path: string, replace?: boolean): void;
  /** This phone after enrolment. Throws before. */
  enrolled(): Enrolled;
  /** An enrolment of this phone goes on under a new token, from the next request on. */
  renew(answer: RedeemAnswer): Promise<void>;
}

export const [fieldServices, setFieldServices] = createContext<FieldServices>();
