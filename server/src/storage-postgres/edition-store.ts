import { and, asc, count, eq, gt, gte, isNull, lte, max, ne, or, sql } from 'drizzle-orm';
import { countsFromBytes, countsToBytes } from '@sipas/shared/scoring';
import type { CountLayout } from '@sipas/shared/scoring';
import type { CountedPlace, Edition, EditionStore, FormChange } from '../ports/index.ts';
import { countForms, formChange, hashForms } from '../storage-rules/edition-sums.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { OpenDatabase } from './database.ts';
import { editionCounts, editionResponses, envelopes, users, waveEditions } from './schema.ts';
import { fromStoredText } from './stored-text.ts';
import { type Writing, reading, writing } from './transaction.ts';
import { writeRows } from './write-rows.ts';

/** The editions of frozen waves, in PostgreSQL. */
export function createPostgresEditionStore(
  store: OpenDatabase,
  layoutOf: LayoutReader,
): EditionStore {
  const { db, province } = store;
  return {
    editions: (waveId) => reading(() => listEditions(store, waveId)),
    add: (asked, taken, counts, now) =>
      writing(store, async (tx) => {
        const { waveId, edition } = asked;
        if (edition !== (await lastEdition(tx, waveId)) + 1) return null;
        if (edition === 1) await takeForms(tx, waveId, edition);
        else for (const change of taken) await takeChange(tx, asked, change);
        const forms = await formsOf(tx, waveId, edition);
        const { dataHash, responses: total } = hashForms(forms);
        const layouts = await layoutsOf(forms, layoutOf);
        await putCounts(
          tx,
          countForms(forms, layouts).map(({ counts: village, ...place }) => ({
            ...{ province, waveId, edition, ...place },
            counts: Buffer.from(countsToBytes(village)),
          })),
        );
        await tx.db
          .insert(waveEditions)
          .values({ ...asked, ...counts, province, at: now, responses: total, dataHash });
        tx.setupChanged();
        return (await listEditions(tx, waveId)).at(-1) ?? null;
      }),
    changes: (waveId) => reading(() => changesSince(store, waveId)),
    sizes: (waveId) => reading(async () => villageSizes(store, waveId)),
    villageCounts: (waveId, edition, instrumentKey) =>
      reading(async () => {
        const layout = await layoutOf(instrumentKey);
        const rows = await db
          .select({
            commune: editionCounts.commune,
            village: editionCounts.village,
            counts: editionCounts.counts,
          })
          .from(editionCounts)
          .where(
            and(
              eq(editionCounts.province, province),
              eq(editionCounts.waveId, waveId),
              eq(editionCounts.edition, edition),
              eq(editionCounts.instrumentKey, instrumentKey),
            ),
          )
          .orderBy(asc(editionCounts.commune), asc(editionCounts.village));
        return rows.map((row) => ({ ...row, counts: countsFromBytes(layout, row.counts) }));
      }),
    late: (waveId, afterReceipt, limit) =>
      reading(async () =>
        db
          .select({
            receipt: envelopes.receipt,
            receivedAt: envelopes.receivedAt,
            line: envelopes.line,
          })
          .from(envelopes)
          .where(and(isLate(province, waveId), gt(envelopes.receipt, afterReceipt)))
          .orderBy(asc(envelopes.receipt))
          .limit(limit),
      ),
    lateCount: (waveId) =>
      reading(async () => {
        const [row] = await db
          .select({ lines: count() })
          .from(envelopes)
          .where(isLate(province, waveId));
        return row?.lines ?? 0;
      }),
  };
}

type Province = Pick<OpenDatabase, 'db' | 'province'>;

const putCounts = writeRows(editionCounts, [
  ...['province', 'waveId', 'edition', 'instrumentKey', 'commune', 'village', 'counts'],
]);

/** Answers: the layouts that these forms need, each read once. */
export async function layoutsOf(
  forms: readonly { readonly instrumentKey: number }[],
  layoutOf: LayoutReader,
): Promise<(instrumentKey: number) => CountLayout> {
  const layouts = new Map<number, CountLayout>();
  for (const { instrumentKey } of forms)
    if (!layouts.has(instrumentKey)) layouts.set(instrumentKey, await layoutOf(instrumentKey));
  return (instrumentKey) => {
    const layout = layouts.get(instrumentKey);
    if (layout === undefined) throw new Error(`no form is of instrument ${String(instrumentKey)}`);
    return layout;
  };
}

const isLate = (province: string, waveId: string) =>
  and(
    eq(envelopes.province, province),
    eq(envelopes.waveId, waveId),
    sql`outcome <> 'stored'`,
    eq(envelopes.outcome, 'quarantined'),
    eq(envelopes.code, 'wave.closed'),
  );

async function lastEdition({ db, province }: Province, waveId: string): Promise<number> {
  const [row] = await db
    .select({ last: max(waveEditions.edition) })
    .from(waveEditions)
    .where(and(eq(waveEditions.province, province), eq(waveEditions.waveId, waveId)));
  return row?.last ?? 0;
}

async function listEditions(
  { db, province }: Province,
  waveId: string,
): Promise<readonly Edition[]> {
  return db
    .select({
      edition: waveEditions.edition,
      at: waveEditions.at,
      by: users.name,
      reason: waveEditions.reason,
      settings: waveEditions.settings,
      responses: waveEditions.responses,
      added: waveEditions.added,
      removed: waveEditions.removed,
      changed: waveEditions.changed,
      waiting: waveEditions.waiting,
      dataHash: waveEditions.dataHash,
    })
    .from(waveEditions)
    .leftJoin(
      users,
      and(eq(users.province, waveEditions.province), eq(users.id, waveEditions.userId)),
    )
    .where(and(eq(waveEditions.province, province), eq(waveEditions.waveId, waveId)))
    .orderBy(asc(waveEditions.edition));
}

/** The forms of an edition in the order of response ids. */
export async function formsOf({ db, province }: Province, waveId: string, edition: number) {
  return db
    .select()
    .from(editionResponses)
    .where(
      and(
        eq(editionResponses.province, province),
        eq(editionResponses.waveId, waveId),
        lte(editionResponses.fromEdition, edition),
        or(isNull(editionResponses.toEdition), gte(editionResponses.toEdition, edition)),
      ),
    )
    .orderBy(asc(editionResponses.responseId));
}

/** Takes the forms that count now, all of a wave or one of them, as they are from this edition on. */
async function takeForms(
  { connection, province }: Writing,
  waveId: string,
  edition: number,
  responseId: string | null = null,
): Promise<void> {
  await connection.query(
    `insert into edition_responses (province, wave_id, response_id, from_edition, to_edition, content_hash, revision,
       instrument_key, commune, village, mode, finished_at, packed)
     select r.province, r.wave_id, r.response_id, $3, null, e.content_hash, r.revision, r.instrument_key, r.commune,
       r.village, r.mode, r.finished_at, r.packed
     from responses r join envelopes e on e.province = r.province and e.receipt = r.receipt
     where r.province = $1 and r.wave_id = $2 and r.state = 'counted' and ($4::text is null or r.response_id = $4)`,
    [province, waveId, edition, responseId],
  );
}

/** The form as it was goes with the edition before; as it is now it begins with this one. */
async function takeChange(
  tx: Writing,
  { waveId, edition }: { readonly waveId: string; readonly edition: number },
  { responseId }: FormChange,
): Promise<void> {
  await tx.db
    .update(editionResponses)
    .set({ toEdition: edition - 1 })
    .where(
      and(
        eq(editionResponses.province, tx.province),
        eq(editionResponses.waveId, waveId),
        eq(editionResponses.responseId, responseId),
        isNull(editionResponses.toEdition),
      ),
    );
  await takeForms(tx, waveId, edition, responseId);
}

type RawPlace = readonly [number | null, string | null, string | null];

/** Whoever sent the same answers again in a later revision changes no figure, and is no change. */
async function changesSince(
  { pool, province }: OpenDatabase,
  waveId: string,
): Promise<readonly FormChange[]> {
  const { rows } = await pool.query<
    [string, ...RawPlace, ...RawPlace, string | null, string | null]
  >({
    rowMode: 'array',
    text: `with kept as (
         select * from edition_responses where province = $1 and wave_id = $2 and to_edition is null
           and content_hash <> '' and packed <> ''
       ), live as (
         select * from responses where province = $1 and wave_id = $2 and state = 'counted'
       )
       select coalesce(k.response_id, l.response_id) as id,
         k.instrument_key, k.commune, k.village, l.instrument_key, l.commune, l.village,
         k.packed, l.packed
       from kept k full join live l on l.response_id = k.response_id
       where (k.instrument_key, k.commune, k.village, k.packed)
         is distinct from (l.instrument_key, l.commune, l.village, l.packed)
       order by id`,
    values: [province, waveId],
  } as never);
  return rows.map(([responseId, a, b, c, d, e, f, packedBefore, packedAfter]) =>
    formChange({
      responseId: fromStoredText(responseId),
      before: placeOf(a, b, c),
      after: placeOf(d, e, f),
      packed: [packedBefore, packedAfter],
    }),
  );
}

const placeOf = (...[instrumentKey, commune, village]: RawPlace): CountedPlace | null =>
  instrumentKey === null
    ? null
    : {
        instrumentKey,
        commune: fromStoredText(commune ?? ''),
        village: fromStoredText(village ?? ''),
      };

const villageSizes = ({ db, province }: OpenDatabase, waveId: string) =>
  db
    .select({
      instrumentKey: editionResponses.instrumentKey,
      commune: editionResponses.commune,
      village: editionResponses.village,
      people: count(),
    })
    .from(editionResponses)
    .where(
      and(
        eq(editionResponses.province, province),
        eq(editionResponses.waveId, waveId),
        isNull(editionResponses.toEdition),
        ne(editionResponses.packed, ''),
      ),
    )
    .groupBy(editionResponses.instrumentKey, editionResponses.commune, editionResponses.village)
    .orderBy(
      ...[editionResponses.instrumentKey, editionResponses.commune, editionResponses.village],
    );
