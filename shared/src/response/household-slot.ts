/** What names a household in a wave. */
export interface HouseholdPlace {
  readonly waveId: string;
  readonly instrumentId: string;
  readonly commune: string;
  readonly village: string;
  readonly household?: string | undefined;
}

/**
 * Answers: which household slot does a response fill?
 * Shape:   place → a text that is equal for equal slots and different for different ones; null without a household code.
 *          Village and household count alike whatever their case, blanks around or doubled, and composed or decomposed
 *          letters, because people type them.
 * Missing: no household code, or a blank one, fills no slot: such responses are never taken for each other.
 * Errors:  throws never.
 * Source:  decisions D12 and D14: one household code across modes, so nothing counts twice.
 * Rule:    R-06
 */
export function slotKey(place: HouseholdPlace): string | null {
  const household = sameHowever(place.household ?? '');
  if (household === '') return null;
  const { waveId, instrumentId, commune, village } = place;
  return JSON.stringify([waveId, instrumentId, commune, sameHowever(village), household]);
}

function sameHowever(typed: string): string {
  return typed.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/g, ' ').trim();
}

/**
 * Answers: of several responses in one household slot, which one counts?
 * Shape:   current responses of one slot, in any order → the one with the smallest responseId, the first that was begun;
 *          undefined for none. The order of arrival does not matter, so every server comes to the same figures.
 * Errors:  throws never.
 * Source:  decision D12: not a duplicate of a household slot; responseId is a UUIDv7, in order of making.
 * Rule:    R-07
 */
export function countedResponse<T extends { readonly responseId: string }>(
  sameSlot: readonly T[],
): T | undefined {
  return sameSlot.reduce<T | undefined>(
    (first, next) => (first === undefined || next.responseId < first.responseId ? next : first),
    undefined,
  );
}
