/** What a change moves: the figures of these slots, or of all of them. */
export interface SlotChange {
  readonly slots: readonly (string | number)[] | 'all';
}

/**
 * Answers: which changes may be told together, so that no figure tells what a few of them did?
 * Shape:   changes → those taken, in their order: every slot is moved by none of them, or by at least as many as the minimum.
 *          Who came, went or moved away counts in each slot, and is taken only where as many of such did.
 * Errors:  throws never.
 * Source:  decision 118.
 * Rule:    W-54
 */
export function wholeLots<Change extends SlotChange>(
  changes: readonly Change[],
  minimum: number,
): Change[] {
  const people = changes.filter(({ slots }) => slots === 'all').length;
  if (people > 0 && people < minimum)
    return wholeLots(
      changes.filter(({ slots }) => slots !== 'all'),
      minimum,
    );
  const moved = new Map<string | number, number>();
  for (const { slots } of changes)
    if (slots !== 'all') for (const slot of slots) moved.set(slot, (moved.get(slot) ?? 0) + 1);
  const isWhole = ({ slots }: Change): boolean =>
    slots === 'all' || slots.every((slot) => people + (moved.get(slot) ?? 0) >= minimum);
  const taken = changes.filter(isWhole);
  // Where one was left out, another slot may have too few now.
  return taken.length === changes.length ? taken : wholeLots(taken, minimum);
}
