import { type ClockFacts, type IncidentRules, incidentClock } from '@sipas/shared/incidents';
import type { Instant } from '@sipas/shared/kernel';
import {
  type Language,
  type OfficeText,
  printDuration,
  printMoment,
} from '../../../text/office/index.ts';

export type ClockTone = 'good' | 'warn' | 'bad' | 'plain';

const toneByState = {
  running: 'good',
  near: 'warn',
  pressing: 'bad',
  overdue: 'bad',
  met: 'good',
  missed: 'bad',
  'no-duty': 'plain',
} as const;

/**
 * Answers: what does the clock of an incident say now, and in which colour?
 * Shape:   the words say it alone; the colour only says it once more.
 * Rule:    H-53
 */
export function clockWords(
  { rules, clock, now }: { rules: IncidentRules; clock: ClockFacts; now: Instant },
  { text, language }: { readonly text: OfficeText; readonly language: Language },
): { readonly tone: ClockTone; readonly words: string } {
  const { state, deadline, leftMs } = incidentClock(rules, clock, now);
  const moment = clock.notifiedAt ?? clock.noDutyAt ?? deadline;
  const words = text.incidents.clocks[state](printDuration(leftMs, language), printMoment(moment));
  return { tone: toneByState[state], words };
}
