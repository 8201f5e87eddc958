import { type Instrument } from '@sipas/shared/questionnaire';
import { slotKey } from '@sipas/shared/response';
import { type Packing, createPacking, packAnswers } from '@sipas/shared/scoring';
import type { ClearEnvelope } from '@sipas/shared/wire';
import { textQuestions } from './given-texts.ts';
import type { ResponseFacts } from './response-store.ts';

/** An instrument as taking facts from a response needs it. */
export interface PackedInstrument {
  readonly key: number;
  readonly id: string;
  readonly packing: Packing;
  /** Codes of the questions whose answers people may read: free text that is not sensitive. */
  readonly texts: readonly string[];
}

/** Answers: a stored instrument, prepared for taking facts. */
export function packInstrument(stored: {
  readonly key: number;
  readonly id: string;
  readonly canonical: string;
}): PackedInstrument {
  const { key, id } = stored;
  const definition = JSON.parse(stored.canonical) as Instrument;
  return { key, id, packing: createPacking(definition), texts: textQuestions(definition) };
}

/**
 * Answers: what reports and progress need of a response that the rules accept.
 * Shape:   envelope, its instrument and the surveyor of its phone → the narrow row. The same bytes always give the same
 *          row: storing uses it once, verifying again.
 * Missing: visits and withdrawals have no answers, so `packed` is empty; an answer that was not reached packs as not asked.
 * Errors:  throws RangeError on answers that do not fit the instrument: they are judged before.
 * Source:  decisions D12 and D14; text identity is composed (NFC) and without blanks around, the bytes stay as they came.
 * Rule:    A-03
 */
export function responseFacts(
  envelope: ClearEnvelope,
  instrument: PackedInstrument,
  surveyorId: string,
): ResponseFacts {
  const { waveId, body } = envelope;
  // Of a withdrawn form only its place is left.
  const kind = 'withdrawn' in envelope ? 'withdrawal' : envelope.kind;
  const { commune } = body.unit;
  const village = villageIdentity(body.unit.village);
  const hasAnswers = kind !== 'visit' && kind !== 'withdrawal';
  const outcome = kind === 'visit' ? body.answers['outcome'] : undefined;
  return {
    waveId,
    instrumentKey: instrument.key,
    commune,
    village,
    slotKey: slotKey({
      waveId,
      instrumentId: instrument.id,
      commune,
      village,
      household: body.household,
    }),
    surveyorId,
    mode: body.mode,
    kind,
    packed: hasAnswers ? packAnswers(instrument.packing, body.answers) : '',
    visitOutcome: typeof outcome === 'string' ? outcome : null,
    finishedAt: envelope.clock.wall,
  };
}

/** Answers: the text by which a village is told apart within its commune. */
export const villageIdentity = (typed: string): string => typed.normalize('NFC').trim();
