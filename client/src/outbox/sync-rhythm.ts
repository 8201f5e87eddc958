/** How often a phone speaks. */
export interface SyncRhythm {
  /** With nothing unsent it says hello after this long. */
  readonly quietMs: number;
  /** With something unsent it waits no longer than this between two tries, busy servers apart. */
  readonly longestWaitMs: number;
}

const minuteMs = 60_000;
const usual: SyncRhythm = { quietMs: 24 * 60 * minuteMs, longestWaitMs: 15 * minuteMs };
/** A surveyor whose wave is closed waits for its opening, or for the next. */
const idleQuietMs = 15 * minuteMs;
const urgent: SyncRhythm = { quietMs: 4 * 60 * minuteMs, longestWaitMs: 3 * minuteMs };

/**
 * Answers: how often does this phone speak to the server?
 * Shape:
 *
 * | the browser's promise to keep what is stored | nothing unsent: hello after | unsent: tries at least every |
 * |----------------------------------------------|-----------------------------|------------------------------|
 * | given, and there is a journal                | 24 h                        | 15 min                       |
 * | denied or not told, or no journal            | 4 h                         | 3 min                        |
 *
 *          With no open wave on the phone it says hello after 15 min of quiet: a wave that is opened again is not waited for.
 *          What may vanish from the phone is brought home sooner; what a busy server asks for is kept on top (O-02).
 * Units:   milliseconds.
 * Errors:  throws never.
 * Source:  faults P7, P8; contract of the wire, "On the phone": shorter sync without a journal.
 * Rule:    O-24
 */
export function syncRhythm(phone: {
  readonly persisted: boolean | null;
  readonly hasJournal: boolean;
  readonly hasOpenWave: boolean;
}): SyncRhythm {
  const rhythm = phone.persisted === true && phone.hasJournal ? usual : urgent;
  return phone.hasOpenWave ? rhythm : { ...rhythm, quietMs: idleQuietMs };
}
