import { type Result, ok } from '@sipas/shared/kernel';
import type { IndexedInstrument, ResponseFault } from '@sipas/shared/response';
import type { Clock } from '../ports/clock.ts';
import type { Draft, DraftStep, FieldShelf, OutboxItem, ShelfFault } from '../ports/field-shelf.ts';
import type { Moment } from './form-of-draft.ts';
import { openPosition } from './interview-flow.ts';
import { type Move, applyStep, planMove } from './interview-moves.ts';
import { type Showing, addShowing } from './question-timing.ts';
import { asShelfFault } from './shelf-fault.ts';
import { startStopwatch } from './stopwatch.ts';

/** What the screen shows. It changes only when the phone has the change on disk. */
export interface InterviewState {
  readonly draft: Draft;
  /** The last tap that could not be made durable; nothing of it was taken over. */
  readonly fault: ShelfFault | null;
}

export interface InterviewSession {
  state(): InterviewState;
  subscribe(listener: (state: InterviewState) => void): () => void;
  /**
   * Promise: moves run one after the other, in the order of the calls. Each is durable before the state changes.
   * Never rejects: a write that fails stands in `fault`, and the step stays. Resolves to whether the move was made.
   */
  move(move: Move): Promise<boolean>;
  /** Ends the interview as a finished form, or says what is missing. Rejects with a ShelfFault. */
  submit(moment: Moment): Promise<Result<OutboxItem, ResponseFault>>;
  /** Ends it as a refusal: a visit without answers. Rejects with a ShelfFault. */
  decline(moment: Moment): Promise<OutboxItem>;
  /** The form left the eyes (screen off, other app), or came back. */
  pause(): void;
  resume(): void;
}

/** What judges a whole form, fetched while its first question is read: it is needed at the end alone. */
export const endOfForm = () => import('./finish-form.ts');

export interface Interview {
  readonly draft: Draft;
  readonly indexed: IndexedInstrument;
  readonly shelf: Pick<FieldShelf, 'saveStep' | 'finish'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/**
 * Answers: the running interview over a draft: one tap, one durable step, then the next question.
 * Shape:   draft as it lies on the phone, its instrument, shelf and clock → session that stands where the draft stood.
 * Units:   milliseconds of the monotonic clock, pauses left out.
 * Errors:  as its methods say.
 * Rule:    C-07
 */
export function openInterview({ draft, indexed, shelf, clock }: Interview): InterviewSession {
  const listeners = new Set<(state: InterviewState) => void>();
  const stopwatch = startStopwatch(clock);
  const opened = { ...draft, position: openPosition(indexed, draft) };
  let state: InterviewState = { draft: opened, fault: null };
  let showing = firstShowing(opened);
  let unsavedMs = 0;
  let tail: Promise<unknown> = Promise.resolve();

  function change(next: InterviewState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  /** Time passes for the step on the screen and for the whole form, whether or not the next write succeeds. */
  function lap(): void {
    const lapMs = stopwatch.lap();
    unsavedMs += lapMs;
    showing = { ...showing, ms: showing.ms + lapMs };
  }

  async function make(move: Move): Promise<boolean> {
    const before = state.draft;
    const plan = planMove(indexed, before, move);
    if (plan === null) return false;
    lap();
    const { responseId } = before;
    const step: DraftStep = { ...plan, responseId, activeMs: before.activeMs + unsavedMs };
    const leaves = step.position !== before.position;
    const saved =
      leaves && indexed.questions.has(before.position) ? timed(before, step, showing) : step;
    try {
      await shelf.saveStep(saved);
    } catch (fault) {
      change({ draft: before, fault: asShelfFault(fault) });
      return false;
    }
    unsavedMs = 0;
    const draft = applyStep(before, saved);
    if (leaves) showing = firstShowing(draft);
    change({ draft, fault: null });
    return true;
  }

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  }

  function ended(): Draft {
    lap();
    return { ...state.draft, activeMs: state.draft.activeMs + unsavedMs };
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    move: (move) => enqueue(() => make(move)),
    submit: (moment) =>
      enqueue(async () => {
        const { finishForm } = await endOfForm();
        const form = finishForm(indexed, ended(), moment);
        return form.ok ? ok(await shelf.finish(form.value)) : form;
      }),
    decline: (moment) =>
      enqueue(async () => {
        const { finishVisit } = await import('./finish-visit.ts');
        const { version } = indexed.instrument.consent;
        return shelf.finish(finishVisit(ended(), 'refused', moment, version));
      }),
    pause: stopwatch.pause,
    resume: stopwatch.resume,
  };
}

const firstShowing = ({ answers, position }: Draft): Showing => ({
  ms: 0,
  answerBefore: answers[position],
});

/** The step with the time that the question it leaves was on the screen. */
function timed(before: Draft, step: DraftStep, showing: Showing): DraftStep {
  const question = before.position;
  const answer = applyStep(before, step).answers[question];
  return {
    ...step,
    timing: { question, value: addShowing(before.timings[question], showing, answer) },
  };
}
