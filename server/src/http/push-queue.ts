import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { appointmentSeconds } from './appointment.ts';

/** What one request of a phone has of the queue. Whoever took it leaves it. */
export interface Place {
  /** Answers: may so many bytes more be held in memory for it? If not, what it holds is let go. */
  hold(bytes: number): boolean;
  /** Works when all that came before is done. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  /** Works when all that came before is done, begun together with a few that wait behind it and may also share. */
  sharedTurn<T>(work: () => Promise<T>): Promise<T>;
  leave(): void;
}

/** The requests of phones that wait for the store. */
export interface PushQueue {
  /** Answers: a place; null when the queue is full or the server is late. */
  enter(): Place | null;
  /** Answers: how much waits or works at this moment. */
  load(): { readonly places: number; readonly heldBytes: number };
  /** Answers: do so many wait that no phone may have more than its share? */
  isPressed(): boolean;
  /** Answers: when one that was refused should come again, in seconds. Each refusal is an appointment after the last. */
  appointment(): number;
}

interface Waiting {
  readonly mayShare: boolean;
  /** Settles the promise of its place, and is done itself whatever became of it. */
  readonly begin: () => Promise<void>;
}

interface QueueGiven {
  readonly nowMs: () => number;
  /** A die in [0, 1). */
  readonly share: () => number;
  /** Does the machine itself lack time? */
  readonly isLate: () => boolean;
}

/** About a second of work on the smallest machine, so that nobody who is let in waits long. */
const mostPlaces = 128;
const mostHeldBytes = 64 * 1024 * 1024;
/** A body that takes longer waits for its phone and not for the store. */
const freshMs = 1_000;
/** A turn of the loop accepts one connection and reads it in the next: with one turn a crowd would wait unheard outside. */
const quietTurns = 3;
/** One commit costs less than four; more of them would keep the loop from hearing anybody for too long. */
const mostTogether = 4;
const lateMs = 10_000;
const firstGuessMs = 10;
/** How much one measured turn moves the mean. */
const weightOfOne = 0.05;

/**
 * Answers: a bound on what waits, because the store takes one batch after the other.
 * Shape:   128 places, taken before a body is read; 64 MiB held in all. One request works at a time, or up to four
 *          that may share, first come first served, and after each time the loop may hear and refuse others. A body that is
 *          slow to come gives its place to others until it is whole, so slow phones shut nobody out; what they hold is
 *          counted all the same.
 * Source:  an event loop that works synchronously is late only where nothing bounds what it took in.
 * Rule:    A-61
 */
export function createPushQueue({ nowMs, share, isLate }: QueueGiven): PushQueue {
  let asked = 0;
  let taken = 0;
  let heldBytes = 0;
  let meanMs = firstGuessMs;
  let lastAppointmentMs = 0;
  const waiting: Waiting[] = [];
  let isWorking = false;

  /** Ends when some turns of the loop in a row brought nobody new. */
  async function hearOthers(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns;) {
      const before = asked;
      await turnOfLoop();
      quiet = asked === before ? quiet + 1 : 0;
    }
  }

  async function workOff(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, sharing(waiting));
      const begunMs = nowMs();
      await Promise.all(together.map(({ begin }) => begin()));
      meanMs += weightOfOne * ((nowMs() - begunMs) / together.length - meanMs);
      await hearOthers();
    }
    isWorking = false;
  }

  function inTurn<T>(work: () => Promise<T>, mayShare: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      // Work that throws before it is a promise must not stop those behind it either.
      const begin = () => Promise.resolve().then(work).then(resolve, reject);
      waiting.push({ mayShare, begin });
      void workOff();
    });
  }

  function createPlace(): Place {
    let ownBytes = 0;
    let isTaken = true;
    taken += 1;
    const give = (): void => {
      if (isTaken) taken -= 1;
      isTaken = false;
    };
    const slow = setTimeout(give, freshMs);
    const begin = <T>(work: () => Promise<T>, mayShare: boolean): Promise<T> => {
      clearTimeout(slow);
      if (!isTaken) taken += 1;
      isTaken = true;
      return inTurn(work, mayShare);
    };
    return {
      hold(bytes) {
        if (heldBytes + bytes > mostHeldBytes) return false;
        heldBytes += bytes;
        ownBytes += bytes;
        return true;
      },
      turn: (work) => begin(work, false),
      sharedTurn: (work) => begin(work, true),
      leave() {
        clearTimeout(slow);
        give();
        heldBytes -= ownBytes;
        ownBytes = 0;
      },
    };
  }

  return {
    enter() {
      asked += 1;
      return taken >= mostPlaces || heldBytes >= mostHeldBytes || isLate() ? null : createPlace();
    },
    load: () => ({ places: taken, heldBytes }),
    isPressed: () => taken >= mostPlaces / 4,
    appointment() {
      const now = nowMs();
      const firstFreeMs = now + taken * meanMs + (isLate() ? lateMs : 0);
      lastAppointmentMs = Math.max(lastAppointmentMs, firstFreeMs) + meanMs;
      return appointmentSeconds(lastAppointmentMs - now, share());
    },
  };
}

/** Answers: how many of those that wait begin together. */
function sharing(waiting: readonly Waiting[]): number {
  const alone = waiting.slice(0, mostTogether).findIndex(({ mayShare }) => !mayShare);
  return alone === -1 ? Math.min(waiting.length, mostTogether) : Math.max(alone, 1);
}
