import { pushLimits } from '@sipas/shared/wire';
import type { Problem } from '@sipas/shared/wire';
import type { OutboxState } from '../ports/outbox.ts';
import { type SyncRhythm, syncRhythm } from './sync-rhythm.ts';

const firstWaitMs = 2_000;
const longestWaitMs = 15 * 60_000;
const usualRhythm = syncRhythm({ persisted: true, hasJournal: true, hasOpenWave: true });

/** Whoever takes the phone out hears whether the server was restored or the survey changed meanwhile. */
const frontQuietMs = 15 * 60_000;

/** What the sender is at. The driver keeps one and changes it only through `nextStep`. */
export interface SendState {
  readonly phase:
    'resting' | 'greeting' | 'pushing' | 'fetching' | 'pulling' | 'waiting' | 'stopped';
  /** Failures in a row. */
  readonly failures: number;
  /** Most envelopes in the next push. */
  readonly batchLimit: number;
  readonly packageDiffers: boolean;
  readonly hindrance: OutboxState['hindrance'];
  readonly rhythm: SyncRhythm;
}

export type WakeCause = 'finished' | 'online' | 'visible' | 'timer' | 'asked';

export type SendEvent =
  | {
      readonly tag: 'woken';
      readonly cause: WakeCause;
      readonly unsent: number;
      /** Since the last answer of the server; null = never, or not known. */
      readonly sinceContactMs: number | null;
      /** Absent: as it was. */
      readonly rhythm?: SyncRhythm;
    }
  | { readonly tag: 'greeted'; readonly toSend: number; readonly packageDiffers: boolean }
  | { readonly tag: 'pushed'; readonly toSend: number }
  | { readonly tag: 'fetched' }
  /** The last step of a round; forms may be left whose line got no receipt that counts. */
  | { readonly tag: 'pulled'; readonly unsent: number; readonly share: number }
  | {
      readonly tag: 'failed';
      /** Null: no answer of the server. */
      readonly problem: Pick<Problem, 'recovery' | 'code' | 'detail'> | null;
      readonly retryAfterMs: number | null;
      /** Envelopes in the push that was refused or not answered; 0 for all else. */
      readonly lines: number;
      /** A die in [0, 1). */
      readonly share: number;
    };

export type SendAction =
  | { readonly tag: 'hello' }
  | { readonly tag: 'push'; readonly limit: number }
  | { readonly tag: 'package' }
  | { readonly tag: 'pull' }
  | { readonly tag: 'wait'; readonly ms: number }
  | { readonly tag: 'rest' };

interface Step {
  readonly state: SendState;
  readonly action: SendAction;
}

export const restingState: SendState = {
  phase: 'resting',
  failures: 0,
  batchLimit: pushLimits.envelopes,
  packageDiffers: false,
  hindrance: null,
  rhythm: usualRhythm,
};

/**
 * Answers: what does the sender of finished forms do now: speak, wait, or stop until somebody does something?
 * Shape:   state and event → state and action. A round is hello, push until nothing is left to send, the package if it
 *          changed, pull. Nothing unsent and heard from within the phone's rhythm (O-24; usually 24 h), or within a quarter
 *          of an hour when the app comes to the front: no request at all.
 *
 *            failed with     hello, package, pull        push
 *            no answer       wait                        wait, half as many next
 *            later           wait                        wait, half as many next
 *            split-batch     wait                        at once, half as many; one alone: wait
 *            needs-person    stop                        wait, half as many next: one bad line is found, not obeyed
 *            after-sign-in,
 *            after-update    stop                        stop
 *
 *          A wait ends by its timer, by asking, or by the network's return when that was the reason; a stop by
 *          anything but a timer.
 * Units:   milliseconds.
 * Errors:  throws never.
 * Source:  contract of the wire, protocol 1; the catalogue of problems for each recovery.
 * Rule:    O-01
 */
export function nextStep(state: SendState, event: SendEvent): Step {
  switch (event.tag) {
    case 'woken':
      return woken(state, event);
    case 'greeted':
      return carryOn({ ...state, packageDiffers: event.packageDiffers }, event.toSend);
    case 'pushed':
      return carryOn(
        { ...state, failures: 0, hindrance: null, batchLimit: grown(state.batchLimit) },
        event.toSend,
      );
    case 'fetched':
      return {
        state: { ...state, phase: 'pulling', packageDiffers: false },
        action: { tag: 'pull' },
      };
    case 'pulled':
      return ended(state, event.unsent, event.share);
    case 'failed':
      return failed(state, event);
  }
}

function woken(
  before: SendState,
  { cause, unsent, sinceContactMs, rhythm = before.rhythm }: SendEvent & { tag: 'woken' },
): Step {
  const state = { ...before, rhythm };
  const isFree = {
    resting:
      cause === 'asked' ||
      unsent > 0 ||
      sinceContactMs === null ||
      sinceContactMs >=
        (cause === 'visible' ? Math.min(frontQuietMs, rhythm.quietMs) : rhythm.quietMs),
    waiting:
      cause === 'asked' ||
      cause === 'timer' ||
      (cause === 'online' && state.hindrance?.tag === 'offline'),
    stopped: cause !== 'timer',
    greeting: false,
    pushing: false,
    fetching: false,
    pulling: false,
  }[state.phase];
  if (!isFree) return { state, action: { tag: 'rest' } };
  return { state: { ...state, phase: 'greeting' }, action: { tag: 'hello' } };
}

function carryOn(state: SendState, toSend: number): Step {
  if (toSend > 0)
    return {
      state: { ...state, phase: 'pushing' },
      action: { tag: 'push', limit: state.batchLimit },
    };
  if (state.packageDiffers)
    return { state: { ...state, phase: 'fetching' }, action: { tag: 'package' } };
  return { state: { ...state, phase: 'pulling' }, action: { tag: 'pull' } };
}

function ended(state: SendState, unsent: number, share: number): Step {
  if (unsent > 0) return waiting(state, null, share);
  return {
    state: { ...state, phase: 'resting', failures: 0, hindrance: null },
    action: { tag: 'rest' },
  };
}

function failed(state: SendState, event: SendEvent & { tag: 'failed' }): Step {
  const { problem, lines } = event;
  const isPush = state.phase === 'pushing';
  const after: SendState = {
    ...state,
    hindrance: hindranceOf(problem),
    batchLimit: isPush && lines > 0 ? Math.max(1, Math.floor(lines / 2)) : state.batchLimit,
  };
  const recovery = problem?.recovery ?? 'later';
  if (recovery === 'split-batch' && isPush && lines > 1)
    return { state: after, action: { tag: 'push', limit: after.batchLimit } };
  const stops =
    recovery === 'after-sign-in' ||
    recovery === 'after-update' ||
    (recovery === 'needs-person' && !isPush);
  if (stops) return { state: { ...after, phase: 'stopped' }, action: { tag: 'rest' } };
  return waiting(after, event.retryAfterMs, event.share);
}

function waiting(state: SendState, retryAfterMs: number | null, share: number): Step {
  return {
    state: { ...state, phase: 'waiting', failures: state.failures + 1 },
    action: { tag: 'wait', ms: backOffMs(state.failures, retryAfterMs, share, state.rhythm) },
  };
}

function hindranceOf(problem: (SendEvent & { tag: 'failed' })['problem']): SendState['hindrance'] {
  if (problem === null) return { tag: 'offline' };
  if (problem.recovery === 'later') return { tag: 'busy' };
  return { tag: 'refused', code: problem.code, detail: problem.detail };
}

const grown = (limit: number) => Math.min(pushLimits.envelopes, 2 * limit);

/**
 * Answers: how long to wait after this many failures in a row, so that thousands of phones do not come back at once.
 * Shape:   full jitter: evenly between 0 and 2 s doubled for each failure, at most 15 min or what the phone's rhythm
 *          allows; on top of what the server asked for, of which no more than 15 min is believed.
 * Units:   `share` a die in [0, 1) → milliseconds.
 * Source:  contract of the wire, "Busy"; full jitter as in "Exponential Backoff And Jitter" (M. Brooker, 2015).
 * Rule:    O-02
 */
export function backOffMs(
  failures: number,
  retryAfterMs: number | null,
  share: number,
  rhythm: Pick<SyncRhythm, 'longestWaitMs'> = usualRhythm,
): number {
  const ceiling = Math.min(rhythm.longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 20));
  return Math.min(longestWaitMs, retryAfterMs ?? 0) + Math.floor(share * ceiling);
}
