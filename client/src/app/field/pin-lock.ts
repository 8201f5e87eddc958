import type { Clock } from '../../ports/clock.ts';
import type { FieldShelf, PinAttempts } from '../../ports/field-shelf.ts';
import type { PinLock } from '../../screens/field/services.ts';
import { attemptsAfter, attemptsByClock, hashPin, isPin, pinWaitMs } from '../../vault/index.ts';

const saltBytes = 16;

/**
 * Answers: the lock of the screens over the phone's shelf.
 * Shape:   every wrong try is kept before it is told; a PIN that is set anew counts no wrong tries of the one before.
 * Source:  decision 62.
 * Rule:    V-06
 */
export function createPinLock(shelf: FieldShelf, clock: Pick<Clock, 'wallMs'>): PinLock {
  return {
    async set(pin) {
      const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
      await shelf.setPin(await hashPin(pin, salt));
      if ((await shelf.pinAttempts()).failures > 0)
        await shelf.savePinAttempts({ failures: 0, lastFailedAt: null });
    },
    async attempt(pin) {
      const nowMs = clock.wallMs();
      const kept = await shelf.pinAttempts();
      const before = attemptsByClock(kept, nowMs);
      if (before !== kept) await shelf.savePinAttempts(before);
      const waitMs = pinWaitMs(before, nowMs);
      if (waitMs > 0) return { tag: 'wait', untilMs: nowMs + waitMs };

      const record = await shelf.pin();
      const isRight = record !== null && (await isPin(pin, record));
      const after = attemptsAfter(before, isRight, nowMs);
      if (before.failures > 0 || !isRight) await shelf.savePinAttempts(after);
      if (isRight) return { tag: 'right' };
      const nextWaitMs = pinWaitMs(after, nowMs);
      return nextWaitMs > 0
        ? { tag: 'wait', untilMs: nowMs + nextWaitMs }
        : { tag: 'wrong', triesLeft: triesBeforeWait(after, nowMs) };
    },
  };
}

function triesBeforeWait(attempts: PinAttempts, nowMs: number): number {
  let tries = 0;
  for (let next = attempts; pinWaitMs(next, nowMs) === 0; next = attemptsAfter(next, false, nowMs))
    tries += 1;
  return tries;
}
