import type { FieldPackage } from '@sipas/shared/wire';
import type { Ground } from '../../src/app/field/ground.ts';
import type { AllowanceSaid, Allowances } from '../../src/ports/allowance.ts';
import type { FieldShelf } from '../../src/ports/field-shelf.ts';
import type { Outbox, OutboxState } from '../../src/ports/outbox.ts';

export const surveyor = { username: 'dieutravien', name: 'Nguyễn Thị Hồng Hạnh' };

/** A day on which the tests always stand. */
export const nowMs = Date.parse('2026-11-23T08:00:00.000Z');

let sleptMs = 0;
/** The phone lies asleep for so long: its timers stand still, its clock does not. */
export const sleep = (forMs: number): void => void (sleptMs += forMs);

/** Everything around the screens, without server or disk. `fieldPackage` null: the server cannot be reached. */
export function createMemoryGround(shelf: FieldShelf, fieldPackage: FieldPackage | null): Ground {
  let count = 0;
  const offline = () => Promise.resolve({ tag: 'offline' } as const);
  const problem = (code: string, detail: string) =>
    ({ tag: 'problem', problem: { code, detail } as never, retryAfterMs: null }) as const;
  return {
    clock: {
      wallMs: () => nowMs + sleptMs,
      monotonicMs: () => performance.now(),
      utcOffsetMin: () => 420,
    },
    dice: {
      uuid7: () => `019ab0d4-7b60-7000-8000-${String((count += 1)).padStart(12, '0')}`,
      share: () => 0.5,
      hex: (bytes) => '0'.repeat(2 * bytes),
    },
    transport: {
      redeem: ({ code, renews = [] }) =>
        Promise.resolve(
          code === 'ABCD-EF23' || (code === 'KKKK-NNNN' && renews.length > 0)
            ? {
                tag: 'answer',
                value: {
                  deviceId: '019ab0d4-7b60-7000-8000-0000000000dd',
                  deviceToken: renews.length > 0 ? 'token-after-renewal' : 'token',
                  surveyor,
                  areas: [{ code: '86', name: 'Vĩnh Long' }],
                  serverTime: new Date(nowMs).toISOString(),
                } as never,
              }
            : renews.length > 0
              ? problem('enrolment.not-renewal', 'Mã này không phải mã cấp lại.')
              : { tag: 'offline' },
        ),
      // A code that begins with KKKK: the server has lost this phone.
      confirmSurveyor: (_token, code) => {
        const serverTime = new Date(nowMs).toISOString();
        if (code === 'ABCD-EF23')
          return Promise.resolve({ tag: 'answer', value: { surveyor, serverTime } as never });
        if (code.startsWith('KKKK'))
          return Promise.resolve(problem('device.required', 'Máy chủ chưa nhận ra máy này.'));
        return code === 'ZZZZ-ZZZZ'
          ? Promise.resolve(problem('enrolment.other-surveyor', 'Mã này cấp cho người khác.'))
          : offline();
      },
      fieldPackage: () =>
        Promise.resolve(
          fieldPackage === null
            ? { tag: 'offline' }
            : { tag: 'answer', value: { value: fieldPackage, etag: 'e1' } },
        ),
      hello: offline,
      push: offline,
      pull: offline,
    },
    device: {
      isIphone: false,
      isInstalled: false,
      names: () =>
        Promise.resolve({
          ...{ name: 'SM-A125F', platform: 'Chrome, Android' },
          comparison: () => Promise.resolve('042 917'),
        }),
      persist: () => Promise.resolve(false),
      storage: () => Promise.resolve({ persisted: false, usage: 4_200_000, quota: 1_200_000_000 }),
      traits: () =>
        Promise.resolve({
          userAgent: 'Chrome',
          touchPoints: 5,
          isInstalled: false,
          fileSystem: 'works',
          quota: 1_200_000_000,
        }),
      isAppKept: () => Promise.resolve(true),
      install: () => null,
    },
    update: { isWaiting: false, apply: () => undefined },
    appVersion: '0.1.0+test',
    claim: () => Promise.resolve(shelf),
    wipe: () => Promise.resolve(),
    createOutbox: () => Promise.resolve(createMemoryOutbox(shelf)),
    createAllowances: createMemoryAllowances,
    createPinLock: (held) => ({
      set: (pin) => held.setPin({ salt: '', iterations: 1, hash: pin }),
      lock: () => held.lockDrafts(),
      attempt: async (pin) =>
        (await held.pin())?.hash === pin ? { tag: 'right' } : { tag: 'wrong', triesLeft: 4 },
    }),
  };
}

/** An outbox that only counts. */
export function createMemoryOutbox(shelf: FieldShelf): Outbox {
  const listeners = new Set<(state: OutboxState) => void>();
  let state: OutboxState = {
    activity: 'idle',
    safety: { unsent: 0, oldestUnsentAt: null, keptApart: 0, received: 0, lastReceiptAt: null },
    hindrance: null,
    lastContactAt: null,
    lastContactMonotonicMs: null,
    revoked: false,
    lostBefore: [],
  };
  async function count(): Promise<void> {
    state = { ...state, safety: await shelf.safety() };
    for (const listener of listeners) listener(state);
  }
  void count();
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sendNow: count,
    wake: () => void count(),
    exportFile: () =>
      Promise.resolve({ name: 'phieu.ndjson.gz', bytes: new Blob(['']), count: 0, hashes: [] }),
    noteHandedOver: count,
    readReceipts: () => Promise.resolve({ tag: 'refused', why: 'not-receipts' }),
    stop: () => undefined,
  };
}

/** A book of signatures that forgets with the page. */
export function createMemoryAllowances(): Allowances {
  const said = new Map<string, AllowanceSaid>();
  return {
    said: ({ household }) => Promise.resolve(said.get(household) ?? null),
    sign: ({ household }) => Promise.resolve(void said.set(household, 'signed')),
    decline: ({ household }) => Promise.resolve(void said.set(household, 'declined')),
    unsentCount: () => Promise.resolve(0),
  };
}
