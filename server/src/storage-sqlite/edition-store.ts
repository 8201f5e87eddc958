import { and, asc, count, eq, gt, isNull, lte, ne, or, gte, sql, max } from 'drizzle-orm';
import { countsFromBytes, countsToBytes } from '@sipas/shared/scoring';
import type { CountedPlace, Edition, EditionStore, FormChange } from '../ports/index.ts';
import type { LayoutByKey } from './count-layouts.ts';
import type { Database } from './database.ts';
import { countForms, formChange, hashForms } from '../storage-rules/edition-sums.ts';
import {
  editionCounts,
  editionResponses,
  envelopes,
  responses,
  users,
  waveEditions,
} from './schema.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** The editions of frozen waves, in SQLite. */
export const createSqliteEditionStore = (
  db: Database,
  layoutOf: LayoutByKey,
  changed: () => void,
): EditionStore => ({
  editions: (waveId) => reading(() => listEditions(db, waveId)),
  add: (asked, taken, counts, now) =>
    writing(
      db,
      (tx) => {
        const { waveId, edition } = asked;
        if (edition !== lastEdition(tx, waveId) + 1) return null;
        if (edition === 1) takeAll(tx, waveId);
        else for (const change of taken) takeChange(tx, asked, change);
        const forms = formsOf(tx, waveId, edition);
        const { dataHash, responses: total } = hashForms(forms);
        for (const { counts: village, ...place } of countForms(forms, layoutOf))
          tx.insert(editionCounts)
            .values({ waveId, edition, ...place, counts: Buffer.from(countsToBytes(village)) })
            .run();
        tx.insert(waveEditions)
          .values({ ...asked, ...counts, at: now, responses: total, dataHash })
          .run();
        return listEditions(tx, waveId).at(-1) ?? null;
      },
      changed,
    ),
  changes: (waveId) => reading(() => changesSince(db, waveId)),
  sizes: (waveId) => reading(() => villageSizes(db, waveId)),
  villageCounts: (waveId, edition, instrumentKey) =>
    reading(() => {
      const layout = layoutOf(instrumentKey);
      return db
        .select({
          commune: editionCounts.commune,
          village: editionCounts.village,
          counts: editionCounts.counts,
        })
        .from(editionCounts)
        .where(
          and(
            eq(editionCounts.waveId, waveId),
            eq(editionCounts.edition, edition),
            eq(editionCounts.instrumentKey, instrumentKey),
          ),
        )
        .orderBy(asc(editionCounts.commune), asc(editionCounts.village))
        .all()
        .map((row) => ({ ...row, counts: countsFromBytes(layout, row.counts) }));
    }),
  late: (waveId, afterReceipt, limit) =>
    reading(() =>
      db
        .select({
          receipt: envelopes.receipt,
          receivedAt: envelopes.receivedAt,
          line: envelopes.line,
        })
        .from(envelopes)
        .where(and(isLate(waveId), gt(envelopes.receipt, afterReceipt)))
        .orderBy(asc(envelopes.receipt))
        .limit(limit)
        .all(),
    ),
  lateCount: (waveId) =>
    reading(
      () => db.select({ lines: count() }).from(envelopes).where(isLate(waveId)).get()?.lines ?? 0,
    ),
});

/** The lines that the index of what is kept apart leads to. */
const isLate = (waveId: string) =>
  and(
    eq(envelopes.waveId, waveId),
    sql`outcome <> 'stored'`,
    eq(envelopes.outcome, 'quarantined'),
    eq(envelopes.code, 'wave.closed'),
  );

const lastEdition = (tx: Database | Writing, waveId: string): number =>
  tx
    .select({ last: max(waveEditions.edition) })
    .from(waveEditions)
    .where(eq(waveEditions.waveId, waveId))
    .get()?.last ?? 0;

const listEditions = (tx: Database | Writing, waveId: string): readonly Edition[] =>
  tx
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
    .leftJoin(users, eq(users.id, waveEditions.userId))
    .where(eq(waveEditions.waveId, waveId))
    .orderBy(asc(waveEditions.edition))
    .all();

/** The forms of an edition in the order of response ids. */
export const formsOf = (tx: Database | Writing, waveId: string, edition: number) =>
  tx
    .select()
    .from(editionResponses)
    .where(
      and(
        eq(editionResponses.waveId, waveId),
        lte(editionResponses.fromEdition, edition),
        or(isNull(editionResponses.toEdition), gte(editionResponses.toEdition, edition)),
      ),
    )
    .orderBy(asc(editionResponses.responseId))
    .all();

const counted = (waveId: string) =>
  and(eq(responses.waveId, waveId), eq(responses.state, 'counted'));

const asForm = (fromEdition: number) => ({
  waveId: responses.waveId,
  responseId: responses.responseId,
  fromEdition: sql<number>`${fromEdition}`.as('from_edition'),
  toEdition: sql<null>`null`.as('to_edition'),
  contentHash: envelopes.contentHash,
  revision: responses.revision,
  instrumentKey: responses.instrumentKey,
  commune: responses.commune,
  village: responses.village,
  mode: responses.mode,
  finishedAt: responses.finishedAt,
  packed: responses.packed,
});

function takeAll(tx: Writing, waveId: string): void {
  tx.insert(editionResponses)
    .select(
      tx
        .select(asForm(1))
        .from(responses)
        .innerJoin(envelopes, eq(envelopes.receipt, responses.receipt))
        .where(counted(waveId)),
    )
    .run();
}

/** The form as it was goes with the edition before; as it is now it begins with this one. */
function takeChange(
  tx: Writing,
  { waveId, edition }: { readonly waveId: string; readonly edition: number },
  { responseId }: FormChange,
): void {
  tx.update(editionResponses)
    .set({ toEdition: edition - 1 })
    .where(
      and(
        eq(editionResponses.waveId, waveId),
        eq(editionResponses.responseId, responseId),
        isNull(editionResponses.toEdition),
      ),
    )
    .run();
  tx.insert(editionResponses)
    .select(
      tx
        .select(asForm(edition))
        .from(responses)
        .innerJoin(envelopes, eq(envelopes.receipt, responses.receipt))
        .where(and(counted(waveId), eq(responses.responseId, responseId))),
    )
    .run();
}

type RawPlace = readonly [number, string, string] | readonly [null, null, null];
type RawChange = readonly [string, ...RawPlace, ...RawPlace, string | null, string | null];

/** Whoever sent the same answers again in a later revision changes no figure, and is no change. */
function changesSince(db: Database, waveId: string): readonly FormChange[] {
  const rows = db.$client
    .prepare(
      `with kept as (
         select * from edition_responses
         where wave_id = @waveId and to_edition is null and content_hash <> '' and packed <> ''
       ), live as (
         select * from responses where wave_id = @waveId and state = 'counted'
       )
       select coalesce(k.response_id, l.response_id) as id,
         k.instrument_key, k.commune, k.village, l.instrument_key, l.commune, l.village,
         k.packed, l.packed
       from kept k full join live l on l.response_id = k.response_id
       where (k.instrument_key, k.commune, k.village, k.packed)
         is not (l.instrument_key, l.commune, l.village, l.packed)
       order by id`,
    )
    .raw(true)
    .all({ waveId }) as RawChange[];
  return rows.map(([responseId, a, b, c, d, e, f, packedBefore, packedAfter]) =>
    formChange({
      responseId,
      before: placeOf(a, b, c),
      after: placeOf(d, e, f),
      packed: [packedBefore, packedAfter],
    }),
  );
}

const placeOf = (
  instrumentKey: number | null,
  commune: string | null,
  village: string | null,
): CountedPlace | null =>
  instrumentKey === null || commune === null || village === null
    ? null
    : { instrumentKey, commune, village };

const villageSizes = (db: Database, waveId: string) =>
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
        eq(editionResponses.waveId, waveId),
        isNull(editionResponses.toEdition),
        ne(editionResponses.packed, ''),
      ),
    )
    .groupBy(editionResponses.instrumentKey, editionResponses.commune, editionResponses.village)
    .orderBy(
      ...[editionResponses.instrumentKey, editionResponses.commune, editionResponses.village],
    )
    .all();
