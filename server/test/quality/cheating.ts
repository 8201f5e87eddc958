import type { Interview, SignalCode } from '@sipas/shared/quality';
import type { Dice } from '../../src/demo/dice.ts';

/** How a surveyor of the simulation works. */
export type Way = 'honest' | 'copies' | 'says-the-same' | 'hurries' | 'at-the-table' | 'gives-up';

export interface Cheat {
  readonly surveyorId: string;
  readonly way: Way;
  readonly dice: Dice;
  /** Places of the criteria among the answers of an instrument. */
  criteriaOf(instrument: string): readonly number[];
  /** Notes what the signal of this code should find. */
  plant(code: SignalCode, id: string): void;
}

/** Makes of the honest interviews of a surveyor what this way of working would have sent. */
export function rework(interviews: Interview[], cheat: Cheat): void {
  const { surveyorId, way, plant } = cheat;
  if (way === 'honest') return;
  if (way === 'gives-up') plant('surveyor.break-offs', surveyorId);
  if (way === 'at-the-table') {
    plant('surveyor.low-variance', surveyorId);
    plant('surveyor.position-pile', surveyorId);
    plant('surveyor.unlike-neighbours', surveyorId);
    plant('surveyor.back-check', surveyorId);
  }
  const sent = new Map<string, Interview>();
  for (const [at, one] of interviews.entries()) {
    if (one.surveyorId !== surveyorId) continue;
    const made = reworked(one, sent.get(one.instrument), cheat);
    sent.set(one.instrument, made);
    interviews[at] = made;
  }
}

function reworked(one: Interview, before: Interview | undefined, cheat: Cheat): Interview {
  const { dice, way } = cheat;
  if (way === 'gives-up') return dice.share() < 0.25 ? { ...one, ending: 'broken-off' } : one;
  if (one.ending === 'broken-off' || one.itemCount < 10) return one;
  if (way === 'hurries') return hurried(one, cheat);
  if (way === 'copies') return copied(one, before, cheat);
  return way === 'says-the-same' ? leftAlike(one, cheat) : madeUp(one, cheat);
}

/** A question is tapped through in 0.5 to 1.4 s. */
function hurried(one: Interview, { dice, plant }: Cheat): Interview {
  if (one.mode !== 'paper') plant('response.too-fast', one.responseId);
  return { ...one, activeMs: one.itemCount * dice.between(500, 1_400) };
}

/** Three forms in ten are the one before, with two criteria changed. */
function copied(one: Interview, before: Interview | undefined, cheat: Cheat): Interview {
  const { dice, plant } = cheat;
  if (before?.ending !== 'complete' || before.itemCount < 10 || dice.share() > 0.3) return one;
  plant('response.near-duplicate', one.responseId);
  const answers = Uint8Array.from(before.answers);
  const criteria = cheat.criteriaOf(one.instrument);
  for (let change = 0; change < 2; change++)
    answers[criteria[dice.between(0, criteria.length - 1)] ?? 0] = dice.between(1, 5);
  return { ...one, answers };
}

/** Every criterion is "satisfied", all but one in fifty. */
function leftAlike(one: Interview, cheat: Cheat): Interview {
  cheat.plant('response.long-run', one.responseId);
  cheat.plant('response.equal-answers', one.responseId);
  return { ...one, answers: withCriteria(one, cheat, 0.02) };
}

/** Written at one table in the evening: four criteria of five are "satisfied", the fifth is as anybody's. */
function madeUp(one: Interview, cheat: Cheat): Interview {
  const { dice, plant } = cheat;
  if (one.mode !== 'paper') plant('response.at-night', one.responseId);
  return {
    ...one,
    answers: withCriteria(one, cheat, 0.2),
    finishedAt: `2026-11-${String(dice.between(1, 26)).padStart(2, '0')}T15:10:00.000Z`,
    position: { latitude: 10.01, longitude: 106.01 + 0.0001 * dice.share() },
  };
}

function withCriteria(one: Interview, { dice, criteriaOf }: Cheat, honestShare: number) {
  const answers = Uint8Array.from(one.answers);
  for (const place of criteriaOf(one.instrument))
    if ((answers[place] ?? 0) > 0 && dice.share() > honestShare) answers[place] = 4;
  return answers;
}
