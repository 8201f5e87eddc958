import { type Instant, isInstant, isSha256Hex, isUuid7 } from '@sipas/shared/kernel';
import type { Answers } from '@sipas/shared/response';
import type { Paradata } from '@sipas/shared/wire';
import type { Draft, FinishedForm } from '../ports/field-shelf.ts';

/** The moment at which a form is finished, as the phone has it. */
export interface Moment {
  readonly wallMs: number;
  readonly utcOffsetMin: number;
  /** Since the last answer of the server in this run of the app; null when there was none. */
  readonly sinceContactMs: number | null;
}

/** How a draft ends. */
export interface Ending {
  readonly kind: 'final' | 'visit' | 'partial';
  readonly consent: NonNullable<Draft['consent']>;
  readonly answers: Answers;
}

/**
 * Answers: the form that a draft becomes when it ends so, still without its place in the chain.
 * Units:   milliseconds, whole.
 * Errors:  throws on a draft whose ids or consent time are malformed (a defect).
 */
export function formOf(
  draft: Draft,
  moment: Moment,
  { kind, consent, answers }: Ending,
): FinishedForm {
  const { responseId, waveId, instrument, unit, household } = draft;
  if (
    !isUuid7(responseId) ||
    !isUuid7(waveId) ||
    !isSha256Hex(instrument.version) ||
    !isInstant(consent.at)
  )
    throw new Error(`draft ${responseId} is malformed`);
  return {
    responseId,
    revision: 1,
    kind,
    waveId,
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: draft.catalogue,
    clock: {
      wall: instantOf(moment.wallMs),
      utcOffsetMin: moment.utcOffsetMin,
      activeMs: Math.round(draft.activeMs),
      sinceContactMs: moment.sinceContactMs === null ? null : Math.round(moment.sinceContactMs),
    },
    body: {
      unit: { commune: unit.commune, village: tidied(unit.village) },
      ...(household === null ? {} : { household: tidied(household) }),
      mode: draft.mode,
      language: draft.language,
      consent: { given: consent.given, at: consent.at, textVersion: consent.textVersion },
      answers,
      paradata: { questions: roundedTimings(draft.timings) },
    },
  };
}

// eslint-disable-next-line no-control-regex -- NUL is what this removes
const unprintable = /\u0000|\p{Surrogate}/gu;

/** NUL and half a letter of an emoji cannot come from a keyboard, only from a broken paste; no server takes them. */
export const tidied = (text: string): string =>
  text.replace(unprintable, '').normalize('NFC').trim();

function roundedTimings(timings: Draft['timings']): Paradata['questions'] {
  return Object.fromEntries(
    Object.entries(timings).map(([code, [visits, ms, changes]]) => [
      code,
      [visits, Math.round(ms), changes] as const,
    ]),
  );
}

export function instantOf(wallMs: number): Instant {
  return new Date(wallMs).toISOString() as Instant;
}
