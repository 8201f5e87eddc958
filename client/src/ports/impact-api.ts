import type { ImpactDocument } from '@sipas/shared/wire';
import type { Answer } from './api-answer.ts';

/** What the console asks of the server about the impact of processing personal data. */
export interface ImpactApi {
  /** Answers: the file as it is today. */
  impact(signal: AbortSignal): Answer<ImpactDocument>;
}
