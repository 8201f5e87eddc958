import type { Enrolled, FieldShelf, HeldItem, OutboxItem } from '../ports/field-shelf.ts';
import { deviceOf } from '../ports/form-owner.ts';

/** Under whose enrolments this phone sends. */
export interface Senders {
  /** The surveyor who has the phone; if nobody has it, the last one who had. */
  readonly speaker: Enrolled;
  /** Whoever had it before. */
  readonly others: readonly Enrolled[];
  /** The speaker has the phone: package and inbox are theirs. */
  readonly isCurrent: boolean;
}

/** Answers: who sends from this phone? Null: it was never enrolled, and has nothing to send. */
export async function sendersOf(
  shelf: Pick<FieldShelf, 'enrolled' | 'former'>,
): Promise<Senders | null> {
  const [enrolled, former] = await Promise.all([shelf.enrolled(), shelf.former()]);
  const speaker = enrolled ?? former.at(-1);
  if (speaker === undefined) return null;
  const others = former.filter(({ deviceId }) => deviceId !== speaker.deviceId);
  return { speaker, others, isCurrent: enrolled !== null };
}

/** Answers: which forms were made under this enrolment? With one surveyor so far, all: no line need be read. */
export const ownItems = (
  items: readonly OutboxItem[],
  deviceId: string,
  { others }: Senders,
): readonly OutboxItem[] =>
  others.length === 0 ? items : items.filter((item) => deviceOf(item) === deviceId);

/**
 * Answers: which of these forms travel in one push, and under whose enrolment? The server takes from a phone only what was
 * made under the enrolment that sends it.
 * Shape:   a page in order of urgency → those made by whoever made the first, and that enrolment; where it is not known on
 *          this phone, the speaker's (the server keeps such a form apart).
 * Errors:  throws never.
 * Source:  faults P17, P18: both outboxes go out, whoever has the phone.
 * Rule:    O-25
 */
export function pageOfOne<Item extends OutboxItem>(
  page: readonly Item[],
  senders: Senders,
): { readonly page: readonly Item[]; readonly sender: Enrolled } {
  const { speaker, others } = senders;
  const [first] = page;
  if (others.length === 0 || first === undefined) return { page, sender: speaker };
  const maker = deviceOf(first);
  const sender = others.find(({ deviceId }) => deviceId === maker) ?? speaker;
  const known = new Set(others.map(({ deviceId }) => deviceId));
  const isOf = (item: Item): boolean =>
    sender === speaker ? !known.has(deviceOf(item)) : deviceOf(item) === sender.deviceId;
  return { page: page.filter(isOf), sender };
}

/** Answers: the forms to export by the enrolment that made them, in the order in which each first comes. */
export function byMaker(items: readonly HeldItem[]): ReadonlyMap<string, readonly HeldItem[]> {
  const made = new Map<string, HeldItem[]>();
  for (const item of items) {
    const maker = deviceOf(item);
    const sofar = made.get(maker);
    if (sofar === undefined) made.set(maker, [item]);
    else sofar.push(item);
  }
  return made;
}
