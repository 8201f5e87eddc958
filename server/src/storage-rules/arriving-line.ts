import type { JudgedLine } from '../ports/index.ts';
import { traceOf } from './trace.ts';

/**
 * Answers: a line as it may be kept: of a form that was withdrawn only its trace, whoever sends it and however often.
 * Shape:   inside the transaction that keeps it. Its hash, its place and its receipt are what they would be, so that a phone is
 *          answered as ever and lets it go; what does not count anyway waits for nobody.
 * Source:  decision 107; contract of the wire: sending again is always harmless.
 * Rule:    H-13
 */
export function arrivingLine(
  line: JudgedLine,
  isWithdrawn: (responseId: string) => boolean,
): JudgedLine {
  const { claim, bytes, verdict, context } = line;
  if (claim === null) {
    if (!idsIn(bytes).some(isWithdrawn)) return line;
    return { ...line, bytes: traceOf(bytes, nowhere), verdict: apart };
  }
  if (!isWithdrawn(claim.responseId)) return line;
  if (!verdict.accepted) {
    const place = { ...nowhere, commune: context.commune ?? '' };
    return { ...line, bytes: traceOf(bytes, place), verdict: apart };
  }
  const { facts } = verdict;
  const silent = { kind: 'withdrawal', packed: '', slotKey: null, visitOutcome: null } as const;
  return {
    ...line,
    bytes: traceOf(bytes, facts),
    verdict: { accepted: true, facts: { ...facts, ...silent } },
  };
}

const nowhere = { commune: '', village: '', mode: '' };
const apart = { accepted: false, code: 'response.withdrawn', detail: '' } as const;

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Lines that prove nothing are few. Answers: what may be the id of a form in the bytes of a line. */
export const idsIn = (bytes: Uint8Array): readonly string[] => [
  ...new Set(Buffer.from(bytes).toString('latin1').match(uuid) ?? []),
];
