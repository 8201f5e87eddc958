/** Codes of the catalogue of problems, the gravest first: where several hold, the first of them is reported. */
export const responseFaultCodes = [
  'envelope.bad-text',
  'answer.unknown-question',
  'answer.wrong-type',
  'answer.unknown-option',
  'answer.not-relevant',
  'answer.constraint',
  'response.no-consent',
  'response.incomplete',
] as const;
export type ResponseFaultCode = (typeof responseFaultCodes)[number];

/** Why a response waits for a person, and on account of which questions (none where it is not about a question). */
export interface ResponseFault {
  readonly code: ResponseFaultCode;
  readonly questions: readonly string[];
}
