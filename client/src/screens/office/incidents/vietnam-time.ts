import { type Instant, isInstant } from '@sipas/shared/kernel';

const offsetMs = 7 * 60 * 60 * 1000;

/**
 * Answers: what stands in a field of date and time for this moment?
 * Shape:   YYYY-MM-DDThh:mm in Vietnam, whatever zone the machine is in.
 */
export const toField = (at: Instant): string =>
  new Date(Date.parse(at) + offsetMs).toISOString().slice(0, 16);

/** Answers: the moment that was typed, of Vietnam; null where it is none. */
export function ofField(typed: string): Instant | null {
  const at = Date.parse(`${typed}:00.000+07:00`);
  const instant = Number.isNaN(at) ? '' : new Date(at).toISOString();
  return isInstant(instant) ? instant : null;
}
