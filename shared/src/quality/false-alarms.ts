import type { SignalCode } from './signal.ts';

/** Share of subjects for which a signal is raised where everybody is honest, in percent, as docs/quality.md has measured it. */
export const falseAlarmPercents: Readonly<Record<SignalCode, string>> = {
  'response.too-fast': '0.13',
  'response.long-run': '0.03',
  'response.equal-answers': '0.02',
  'response.near-duplicate': '0.00',
  'response.at-night': '0.00',
  'surveyor.low-variance': '0.00',
  'surveyor.position-pile': '0.00',
  'surveyor.break-offs': '0.04',
  'surveyor.unlike-neighbours': '0.49',
  'surveyor.back-check': '0.00',
  'item.back-check': '0.00',
};
