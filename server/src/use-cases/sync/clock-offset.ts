import { isInstant } from '@sipas/shared/kernel';

/**
 * Answers: by how much is the phone's clock ahead of ours, as its batch tells?
 * Shape:   when the phone says that it sent, when we received → phone's minus ours; the time on the way counts as ahead
 *          less, so a slow line shows as a clock that is a little behind.
 * Units:   milliseconds.
 * Missing: null where the phone told no moment.
 * Rule:    A-50
 */
export const clockOffset = (sentAt: string, receivedAt: string): number | null =>
  isInstant(sentAt) ? Date.parse(sentAt) - Date.parse(receivedAt) : null;
