import type { Packing } from '@sipas/shared/scoring';

/** Simulated satisfaction answers of many responses: one byte a criterion, 1–5, 0 = left blank. */
export interface MillionAnswers {
  readonly responseCount: number;
  readonly criteria: readonly string[];
  /** Commune number and village number of each response. */
  readonly commune: Uint16Array;
  readonly village: Uint8Array;
  /** Row after row. */
  readonly answers: Uint8Array;
}

const villagesPerCommune = 6;

/** Answers: the same answers for the same seed; about one in fifty left blank. */
export function simulateAnswers(
  responseCount: number,
  communeCount: number,
  criteria: readonly string[],
): MillionAnswers {
  const dice = createDice(20_261_123);
  const commune = new Uint16Array(responseCount);
  const village = new Uint8Array(responseCount);
  const answers = new Uint8Array(responseCount * criteria.length);
  for (let row = 0; row < responseCount; row++) {
    commune[row] = Math.floor(dice() * communeCount);
    village[row] = Math.floor(dice() * villagesPerCommune);
    const lean = 0.7 + 0.2 * dice();
    for (let column = 0; column < criteria.length; column++)
      answers[row * criteria.length + column] = answerOf(dice(), lean);
  }
  return { responseCount, criteria, commune, village, answers };
}

function answerOf(share: number, lean: number): number {
  if (share < 0.02) return 0;
  if (share < 1 - lean) return 1 + Math.floor((share * 3) / (1 - lean));
  return share < 0.93 ? 4 : 5;
}

/** Answers: one response as the store packs it; questions that are no criterion hold their first option. */
export function packRow(packing: Packing, data: MillionAnswers, row: number): string {
  const slots = Array.from({ length: packing.length }, () => '1');
  data.criteria.forEach((code, column) => {
    const answer = data.answers[row * data.criteria.length + column] ?? 0;
    slots[packing.fieldByQuestion.get(code)?.start ?? -1] = answer === 0 ? '.' : String(answer);
  });
  return slots.join('');
}

/** Small seeded generator (mulberry32): even in [0, 1). */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
