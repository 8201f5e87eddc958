import { draftKeyBeside, draftKeyInfo } from '@sipas/shared/wire';
import type { Clock } from '../../ports/clock.ts';
import type { FieldShelf, PinAttempts, SealedToOffice, Vault } from '../../ports/field-shelf.ts';
import type { PinLock } from '../../screens/field/services.ts';
import {
  attemptsAfter,
  attemptsByClock,
  closeVault,
  createDraftCipher,
  draftKeyId,
  fromBase64,
  isPin,
  makeDraftKey,
  openVault,
  pinWaitMs,
} from '../../vault/index.ts';

type Key = Uint8Array<ArrayBuffer>;

interface LockParts {
  readonly shelf: FieldShelf;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Seals to a key of the office; null where this browser cannot. */
  readonly sealTo: (
    key: { readonly keyId: string; readonly publicKey: string },
    text: { readonly info: string; readonly beside: string; readonly bytes: Key },
  ) => Promise<SealedToOffice | null>;
}

/**
 * Answers: the lock of the phone: of its screens, and of its open interviews.
 * Shape:   every wrong try is kept before it is told; a PIN that is set anew counts no wrong tries of the one before. The right
 *          PIN opens the drafts before it is told. Of a phone of an older version the right PIN makes the vault. A key that is known,
 *          by the PIN before or from the office, stays under the new PIN; one that is lost stays on the phone, closed.
 * Source:  decisions 62 and 108.
 * Rule:    V-06
 */
export function createPinLock({ shelf, clock, sealTo }: LockParts): PinLock {
  let held: Key | null = null;

  async function unlockWith(key: Key): Promise<void> {
    held = key;
    await shelf.unlockDrafts(await createDraftCipher(key));
    const vault = await shelf.vault();
    if (vault === null) return;
    // What comes now can be made up for at the next unlock: nobody is kept from an interview by it.
    try {
      const isSwept = vault.isSwept || (await shelf.sweep());
      const office = vault.office ?? (await sealedToOffice(key, vault.surveyor));
      if (isSwept !== vault.isSwept || office !== vault.office)
        await shelf.setVault({ ...vault, isSwept, office });
    } catch {
      return;
    }
  }

  async function sealedToOffice(key: Key, surveyor: string): Promise<SealedToOffice | undefined> {
    const waves = (await shelf.fieldPackage())?.value.waves ?? [];
    const ingestKey = waves.find((wave) => wave.ingestKey !== undefined)?.ingestKey;
    const deviceId = (await shelf.enrolled())?.deviceId;
    if (ingestKey === undefined || deviceId === undefined) return undefined;
    const beside = draftKeyBeside({ deviceId, surveyor });
    return (await sealTo(ingestKey, { info: draftKeyInfo, beside, bytes: key })) ?? undefined;
  }

  async function makeVault(pin: string, key: Key, before: Vault | null): Promise<void> {
    const surveyor = (await shelf.enrolled())?.surveyor.username ?? '';
    const fresh = await closeVault(key, pin, surveyor);
    const isSame = before?.keyId === fresh.keyId;
    const isMissed = before !== null && !isSame && (await shelf.draftIds()).length > 0;
    const earlier = isMissed ? [...(before.earlier ?? []), before] : before?.earlier;
    await shelf.setVault({
      ...fresh,
      office: isSame && before.surveyor === surveyor ? before.office : undefined,
      isSwept: before?.isSwept ?? false,
      earlier: earlier?.map(({ earlier: _earlier, ...one }) => one),
    });
  }

  /** Answers: the key of this vault, if this is it. */
  async function keyOf(vault: Vault | null, found: Key | null): Promise<Key | null> {
    const isIt = vault !== null && found !== null && (await draftKeyId(found)) === vault.keyId;
    return isIt ? found : null;
  }

  async function keyByPin(pin: string): Promise<Key | null> {
    const vault = await shelf.vault();
    if (vault !== null) return openVault(pin, vault);
    const record = await shelf.pin();
    if (record === null || !(await isPin(pin, record))) return null;
    const key = makeDraftKey();
    await makeVault(pin, key, null);
    return key;
  }

  return {
    async set(pin, fromOffice) {
      const before = await shelf.vault();
      const given = fromOffice === undefined ? null : fromBase64(fromOffice);
      const known = (await keyOf(before, held)) ?? (await keyOf(before, given));
      const key = known ?? makeDraftKey();
      await makeVault(pin, key, before);
      if ((await shelf.pinAttempts()).failures > 0)
        await shelf.savePinAttempts({ failures: 0, lastFailedAt: null });
      await unlockWith(key);
    },
    async attempt(pin) {
      const nowMs = clock.wallMs();
      const kept = await shelf.pinAttempts();
      const before = attemptsByClock(kept, nowMs);
      if (before !== kept) await shelf.savePinAttempts(before);
      const waitMs = pinWaitMs(before, nowMs);
      if (waitMs > 0) return { tag: 'wait', untilMs: nowMs + waitMs };

      const key = await keyByPin(pin);
      const after = attemptsAfter(before, key !== null, nowMs);
      if (before.failures > 0 || key === null) await shelf.savePinAttempts(after);
      if (key !== null) {
        await unlockWith(key);
        return { tag: 'right' };
      }
      const nextWaitMs = pinWaitMs(after, nowMs);
      return nextWaitMs > 0
        ? { tag: 'wait', untilMs: nowMs + nextWaitMs }
        : { tag: 'wrong', triesLeft: triesBeforeWait(after, nowMs) };
    },
    async lock() {
      held = null;
      await shelf.lockDrafts();
    },
  };
}

function triesBeforeWait(attempts: PinAttempts, nowMs: number): number {
  let tries = 0;
  for (let next = attempts; pinWaitMs(next, nowMs) === 0; next = attemptsAfter(next, false, nowMs))
    tries += 1;
  return tries;
}
