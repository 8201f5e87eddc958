import { and, asc, count, desc, eq, isNull, min, max, notInArray, sql } from 'drizzle-orm';
import type { Adoption, UnknownPhone, UnknownPhoneStore, WaitingLine } from '../ports/index.ts';
import type { Database, OpenStore } from './open-store.ts';
import {
  deviceAdoptions,
  devices,
  envelopes,
  linesJudgedAgain,
  unknownCallers,
  users,
} from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** Whoever calls with an unknown token may name any number of phones; so many are kept, those that called last. */
const mostCallers = 200;

// Written out as in the partial index: a bound value would keep SQLite from using it.
const isOfUnknown = sql`code = 'envelope.unknown-device'`;
const waits = and(isOfUnknown, isNull(linesJudgedAgain.receipt));

/** Phones that the store lost with an older backup, in SQLite. */
export const createSqliteUnknownPhones = (
  { db }: Pick<OpenStore, 'db'>,
  storeAgain: UnknownPhoneStore['storeAgain'],
): UnknownPhoneStore => ({
  noteCaller: (deviceId, now) =>
    writing(db, (tx) => {
      noteCaller(tx, deviceId, now);
    }),
  list: () => reading(() => unknownPhones(db)),
  adopt: (adoption, now) => writing(db, (tx) => adopt(tx, adoption, now)),
  adoption: (deviceId) => reading(() => adoptionOf(db, deviceId)),
  waiting: (deviceId, limit) => reading(() => waitingLines(db, deviceId, limit)),
  storeAgain,
});

/**
 * Answers: what is kept of a phone that this store had not enrolled and that called by the network?
 * Shape:   its id as it says it, when it called first and last, how often. Of the phones of today that are not enrolled the
 *          200 that called last.
 * Errors:  throws defects only.
 * Source:  decision 61.
 * Rule:    A-90
 */
function noteCaller(tx: Writing, deviceId: string, now: string): void {
  const isKnown = tx.select().from(devices).where(eq(devices.id, deviceId)).get() !== undefined;
  if (isKnown) return;
  tx.insert(unknownCallers)
    .values({ deviceId, firstSeenAt: now, lastSeenAt: now, tries: 1 })
    .onConflictDoUpdate({
      target: unknownCallers.deviceId,
      set: { lastSeenAt: now, tries: sql`${unknownCallers.tries} + 1` },
    })
    .run();
  const kept = tx
    .select({ deviceId: unknownCallers.deviceId })
    .from(unknownCallers)
    .orderBy(desc(unknownCallers.lastSeenAt), desc(unknownCallers.firstSeenAt))
    .limit(mostCallers);
  tx.delete(unknownCallers).where(notInArray(unknownCallers.deviceId, kept)).run();
}

/** Phones that called or whose lines wait, and those taken in that were not heard yet; whose lines wait first. */
function unknownPhones(db: Database): readonly UnknownPhone[] {
  const text = sql`cast(${envelopes.line} as text)`;
  const byFile = db
    .select({
      deviceId: sql<string>`${envelopes.detail}`,
      lines: count(),
      forms: sql<number>`count(distinct json_extract(${text}, '$.responseId'))`,
      firstAt: min(envelopes.receivedAt),
      lastAt: max(envelopes.receivedAt),
      communes: sql<string | null>`group_concat(distinct ${envelopes.commune})`,
    })
    .from(envelopes)
    .leftJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
    .where(waits)
    .groupBy(envelopes.detail)
    .all();
  const callers = new Map(
    db
      .select()
      .from(unknownCallers)
      .all()
      .map((caller) => [caller.deviceId, caller] as const),
  );
  const ours = new Map(
    db
      .select({
        deviceId: devices.id,
        surveyor: users.username,
        adoptedAt: deviceAdoptions.at,
        isAwaited: sql<number>`${deviceAdoptions.at} is not null and ${devices.lastContactAt} is null and ${devices.revokedAt} is null`,
      })
      .from(devices)
      .innerJoin(users, eq(users.id, devices.userId))
      .leftJoin(deviceAdoptions, eq(deviceAdoptions.deviceId, devices.id))
      .all()
      .map((device) => [device.deviceId, device] as const),
  );
  const awaited = [...ours.values()].filter(({ isAwaited }) => isAwaited === 1);
  const named = new Set([
    ...byFile.map(({ deviceId }) => deviceId),
    ...callers.keys(),
    ...awaited.map(({ deviceId }) => deviceId),
  ]);
  const phones = [...named].flatMap((deviceId): UnknownPhone[] => {
    const file = byFile.find((row) => row.deviceId === deviceId);
    const known = ours.get(deviceId);
    if (known !== undefined && known.isAwaited !== 1 && file === undefined) return [];
    const caller = known === undefined ? callers.get(deviceId) : undefined;
    const times = [file?.firstAt, file?.lastAt, caller?.firstSeenAt, caller?.lastSeenAt];
    return [
      {
        deviceId,
        surveyor: known?.surveyor ?? null,
        ...inFiles(file),
        ...seen([...times, known?.adoptedAt]),
        tries: caller?.tries ?? 0,
      },
    ];
  });
  return phones.sort((a, b) => b.lines - a.lines || (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
}

interface InFiles {
  readonly lines: number;
  readonly forms: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly communes: string | null;
}

const inFiles = (file: InFiles | undefined) => ({
  lines: file?.lines ?? 0,
  forms: file?.forms ?? 0,
  communes: file?.communes?.split(',').sort() ?? [],
});

function seen(
  times: readonly (string | null | undefined)[],
): Pick<UnknownPhone, 'firstSeenAt' | 'lastSeenAt'> {
  const known = times.filter((at) => typeof at === 'string').sort();
  return { firstSeenAt: known[0] ?? '', lastSeenAt: known.at(-1) ?? '' };
}

/** The oldest lines of one phone that wait because it was unknown, in the order in which they came. */
const waitingLines = (db: Database, deviceId: string, limit: number): readonly WaitingLine[] =>
  db
    .select({
      receipt: envelopes.receipt,
      receivedAt: envelopes.receivedAt,
      line: envelopes.line,
    })
    .from(envelopes)
    .leftJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
    .where(and(waits, eq(envelopes.detail, deviceId)))
    .orderBy(asc(envelopes.receipt))
    .limit(limit)
    .all();

/** A phone that has no token yet: what no hash of a token can be. */
const noToken = (deviceId: string): string => `none:${deviceId}`;

/** Makes the phone one of ours, without a token. A phone that is here already is only told of. */
function adopt(
  tx: Writing,
  { deviceId, name, platform, enrolledAt, surveyorId, byUserId }: Adoption,
  now: string,
): { readonly userId: string; readonly isNew: boolean } {
  const known = tx
    .select({ userId: devices.userId })
    .from(devices)
    .where(eq(devices.id, deviceId))
    .get();
  if (known !== undefined) return { userId: known.userId, isNew: false };
  tx.insert(devices)
    .values({
      id: deviceId,
      userId: surveyorId,
      tokenHash: noToken(deviceId),
      name,
      platform,
      enrolledAt,
    })
    .run();
  tx.insert(deviceAdoptions).values({ deviceId, surveyorId, userId: byUserId, at: now }).run();
  tx.delete(unknownCallers).where(eq(unknownCallers.deviceId, deviceId)).run();
  return { userId: surveyorId, isNew: true };
}

/** Who took a phone in, and when; null where it was enrolled by a code. */
function adoptionOf(db: Database, deviceId: string) {
  return (
    db
      .select({
        deviceId: deviceAdoptions.deviceId,
        surveyor: sql<string>`(select ${users.username} from ${users} where ${users.id} = ${deviceAdoptions.surveyorId})`,
        by: users.username,
        at: deviceAdoptions.at,
      })
      .from(deviceAdoptions)
      .leftJoin(users, eq(users.id, deviceAdoptions.userId))
      .where(eq(deviceAdoptions.deviceId, deviceId))
      .get() ?? null
  );
}

/** Notes under which receipt a line stands now. Runs inside the transaction that placed it. */
export function createNoteStanding(db: Database): (from: number, standsAs: number) => void {
  const insert = db
    .insert(linesJudgedAgain)
    .values({ receipt: sql.placeholder('receipt'), standsAs: sql.placeholder('standsAs') })
    .onConflictDoNothing()
    .prepare();
  return (receipt, standsAs) => {
    insert.run({ receipt, standsAs });
  };
}
