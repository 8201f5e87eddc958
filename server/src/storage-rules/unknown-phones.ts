import type { UnknownPhone } from '../ports/index.ts';

/** What waits of one phone. */
export interface WaitingOfPhone {
  readonly lines: number;
  readonly forms: number;
  readonly times: readonly string[];
  readonly communes: readonly string[];
}

/** What is kept in mind of a line. */
export interface Header {
  readonly receipt: number;
  readonly form: string | null;
  readonly receivedAt: string;
  readonly commune: string | null;
}

/** A phone that called with a token that is not known. */
export interface Caller {
  readonly deviceId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly tries: number;
}

/** A phone that is here. */
export interface KnownPhone {
  readonly deviceId: string;
  readonly surveyor: string;
  readonly adoptedAt: string | null;
  readonly heardAt: string | null;
  readonly revokedAt: string | null;
  /** It was taken in, and not heard since. */
  readonly isAwaited: boolean;
}

/** Phones that called or whose lines wait, and those taken in that were not heard since; whose lines wait first. */
export function unknownPhonesOf(
  calls: readonly Caller[],
  known: readonly KnownPhone[],
  byFile: ReadonlyMap<string, WaitingOfPhone>,
): readonly UnknownPhone[] {
  const callers = new Map(calls.map((caller) => [caller.deviceId, caller] as const));
  const ours = new Map(known.map((device) => [device.deviceId, device] as const));
  const awaited = known.filter(({ isAwaited }) => isAwaited);
  // Nobody takes in a phone that was taken back, and it is heard no more: its row would stand for good.
  const calling = [...callers.keys()].filter((deviceId) => !ours.get(deviceId)?.revokedAt);
  const named = new Set([...byFile.keys(), ...calling, ...awaited.map(({ deviceId }) => deviceId)]);
  const phones = [...named].map((deviceId): UnknownPhone => {
    const { times, ...inFiles } = byFile.get(deviceId) ?? nothingWaits;
    const device = ours.get(deviceId);
    const caller = callers.get(deviceId);
    const adoptedAt = device?.isAwaited === true ? device.adoptedAt : null;
    return {
      deviceId,
      surveyor: device?.surveyor ?? null,
      standing: standingOf(device, caller !== undefined),
      heardAt: device?.heardAt ?? null,
      ...inFiles,
      ...seen([...times, caller?.firstSeenAt, caller?.lastSeenAt, adoptedAt]),
      tries: caller?.tries ?? 0,
    };
  });
  return phones.sort((a, b) => b.lines - a.lines || (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
}

function standingOf(
  known: Pick<KnownPhone, 'isAwaited'> | undefined,
  hasCalled: boolean,
): UnknownPhone['standing'] {
  if (known === undefined) return 'unknown';
  return !known.isAwaited && hasCalled ? 'other-token' : 'taken-in';
}

const nothingWaits: WaitingOfPhone = { lines: 0, forms: 0, times: [], communes: [] };

function seen(
  times: readonly (string | null | undefined)[],
): Pick<UnknownPhone, 'firstSeenAt' | 'lastSeenAt'> {
  const known = times.filter((at) => typeof at === 'string').sort();
  return { firstSeenAt: known[0] ?? '', lastSeenAt: known.at(-1) ?? '' };
}

/** Receipts ascend with time, but a clock may have been set back between two. */
export function sumUp(headers: readonly Header[]): WaitingOfPhone {
  const named = (of: (header: Header) => string | null): string[] =>
    [...new Set(headers.map(of))].filter((one) => one !== null).sort();
  const times = named(({ receivedAt }) => receivedAt);
  return {
    lines: headers.length,
    forms: named(({ form }) => form).length,
    times: [...times.slice(0, 1), ...times.slice(-1)],
    communes: named(({ commune }) => commune),
  };
}

/** A phone that has no token yet: what no hash of a token can be. */
export const noToken = (deviceId: string): string => `none:${deviceId}`;
