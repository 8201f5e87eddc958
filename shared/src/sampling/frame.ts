import { type Result, canonicalJson, ok, refuse } from '../kernel/index.ts';

/** A village (thôn, ấp, khóm, tổ dân phố) of which households can be drawn. */
export interface FrameVillage {
  readonly commune: string;
  readonly village: string;
  readonly name: string;
  readonly householdCount: number;
}

export interface FrameFault {
  readonly code: 'frame.bad-count' | 'frame.repeated-village';
  /** From 1. */
  readonly row: number;
}

/** Of a village; larger ones are a mistake, and their sums would not stay whole. */
const mostHouseholds = 1e6;

/**
 * Answers: the villages that can be drawn, in the one order in which they are.
 * Shape:   rows in any order → the same villages by code of commune, then of village, as UTF-16 code units: neighbours in
 *          the catalogue are neighbours in a systematic draw, and the order of the file changes nothing.
 * Errors:  frame.bad-count (no whole number from 1 to a million), frame.repeated-village, with the row.
 * Rule:    M-08
 */
export function createFrame(
  rows: readonly FrameVillage[],
): Result<readonly FrameVillage[], FrameFault> {
  const known = new Set<string>();
  for (const [place, { commune, village, householdCount }] of rows.entries()) {
    const row = place + 1;
    const isCount =
      Number.isInteger(householdCount) && householdCount >= 1 && householdCount <= mostHouseholds;
    if (!isCount) return refuse({ code: 'frame.bad-count', row });
    const key = canonicalJson([commune, village]);
    if (known.has(key)) return refuse({ code: 'frame.repeated-village', row });
    known.add(key);
  }
  return ok(
    [...rows].sort((a, b) => compare(a.commune, b.commune) || compare(a.village, b.village)),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Answers: the text whose SHA-256 is the hash of a frame.
 * Shape:   canonical JSON of [commune, village, households] of every village, in the order of the frame. Names are left
 *          out: who mends a spelling does not draw another sample.
 * Rule:    M-08
 */
export const canonicalFrame = (frame: readonly FrameVillage[]): string =>
  canonicalJson(
    frame.map(({ commune, village, householdCount }) => [commune, village, householdCount]),
  );
