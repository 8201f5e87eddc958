import { and, asc, eq, max } from 'drizzle-orm';
import { countsFromBytes } from '@sipas/shared/scoring';
import type {
  CommuneScope,
  JudgedLine,
  OpensSeals,
  PushContact,
  ResponseStore,
  StoredReceipt,
  VillageCounts,
} from '../ports/index.ts';
import { appendNote } from './append-note.ts';
import type { CommentIndex } from './comment-index.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { OpenDatabase } from './database.ts';
import { noteContacts } from './device-contacts.ts';
import { type Owing, createGroupWrites } from './group-writes.ts';
import { keptApart, keptApartOfDevice } from './kept-apart.ts';
import { countedResponses, interviewTimes, interviews, progress } from './response-queries.ts';
import { editionCounts, storeMeta, villageCounts, waveEditions } from './schema.ts';
import { inScope } from './scope-condition.ts';
import { storeLines } from './store-lines.ts';
import { type Writing, reading, writing } from './transaction.ts';

/** One batch as a phone or a file brings it. */
interface Batch {
  readonly lines: readonly JudgedLine[];
  readonly receivedAt: string;
  readonly contact: PushContact | undefined;
}

/** Lines that share one transaction; one batch of a phone is at most a hundred. */
const mostLines = 1_000;

/** Responses in PostgreSQL: the bytes as they came, one narrow row a response, counts per village. */
export function createPostgresResponseStore(
  store: OpenDatabase,
  comments: CommentIndex,
  keys: OpensSeals,
  layoutOf: LayoutReader,
): ResponseStore {
  const storeTogether = createGroupWrites<Batch, readonly StoredReceipt[]>(
    (jobs) => storeShared(store, jobs, layoutOf),
    ({ lines }) => lines.length,
    mostLines,
  );
  const editionOf = (waveId: string): Promise<number | null> => lastEdition(store, waveId);
  return {
    storeOnce: async (lines, receivedAt, contact) => {
      if (lines.length === 0 && contact === undefined) return [];
      const receipts = await storeTogether({ lines, receivedAt, contact });
      comments.soon();
      return receipts;
    },
    head: () =>
      reading(async () => {
        const [meta] = await store.db
          .select()
          .from(storeMeta)
          .where(eq(storeMeta.province, store.province));
        if (!meta) throw new Error('the store has no incarnation');
        return { incarnation: meta.incarnation, safeReceipt: meta.safeReceipt };
      }),
    villageCounts: (waveId, instrumentKey, scope) =>
      reading(async () =>
        readVillageCounts(
          store,
          { waveId, instrumentKey, scope, edition: await editionOf(waveId) },
          layoutOf,
        ),
      ),
    guardingCounts: (waveId, instrumentKey) =>
      reading(async () => {
        const edition = (await editionOf(waveId)) === null ? null : 1;
        const asked = { waveId, instrumentKey, scope: 'all', edition } as const;
        return readVillageCounts(store, asked, layoutOf);
      }),
    countedResponses: (waveId, given, scope) =>
      countedResponses(
        store,
        { waveId, instrumentKeys: [given].flat(), scope },
        async () => (await editionOf(waveId)) !== null,
      ),
    interviews: (waveId, scope) => interviews(store, keys, { waveId, scope }),
    interviewTimes: (waveId, scope) => reading(() => interviewTimes(store, waveId, scope)),
    progress: (waveId, scope) => reading(() => progress(store, waveId, scope)),
    keptApart: (waveId, scope, page) => reading(() => keptApart(store, waveId, scope, page)),
    keptApartOfDevice: (deviceId, afterReceipt, limit) =>
      reading(() => keptApartOfDevice(store, deviceId, afterReceipt, limit)),
  };
}

/** The transaction is nobody's own: each batch brings its note itself. */
async function storeShared(
  store: OpenDatabase,
  jobs: readonly Owing<Batch>[],
  layoutOf: LayoutReader,
): Promise<readonly (readonly StoredReceipt[])[]> {
  const done = await writing(store, (tx) => storeBatches(tx, jobs, layoutOf), null);
  for (const { settle } of done) settle();
  return done.map(({ receipts }) => receipts);
}

/** Several batches as one after another, in one transaction; each with the note of its act, where it brought something new. */
async function storeBatches(
  tx: Writing,
  jobs: readonly Owing<Batch>[],
  layoutOf: LayoutReader,
): Promise<
  readonly { readonly receipts: readonly StoredReceipt[]; readonly settle: () => void }[]
> {
  const receipts = await storeLines(
    tx,
    jobs.flatMap(({ job }) => job.lines.map((line) => ({ line, receivedAt: job.receivedAt }))),
    layoutOf,
  );
  await noteContacts(
    tx,
    jobs.flatMap(({ job: { contact, receivedAt } }) =>
      contact === undefined ? [] : [{ ...contact, at: receivedAt }],
    ),
  );
  let from = 0;
  const answers = [];
  for (const { job, owed } of jobs) {
    const own = receipts.slice(from, (from += job.lines.length));
    const isNew = own.some(({ receipt }) => receipt > tx.lastReceipt) || job.contact !== undefined;
    const note = isNew ? (owed?.note() ?? null) : null;
    if (note !== null) await appendNote(tx, note);
    answers.push({ receipts: own, settle: () => owed?.settle(note !== null) });
  }
  return answers;
}

/** Answers: the last edition of a frozen wave; null where it is not frozen. */
async function lastEdition({ db, province }: OpenDatabase, waveId: string): Promise<number | null> {
  const [row] = await db
    .select({ last: max(waveEditions.edition) })
    .from(waveEditions)
    .where(and(eq(waveEditions.province, province), eq(waveEditions.waveId, waveId)));
  return row?.last ?? null;
}

interface AskedCounts {
  readonly waveId: string;
  readonly instrumentKey: number;
  readonly scope: CommuneScope;
  readonly edition: number | null;
}

/** Reads the counts of the villages in scope, as they are or, of a frozen wave, as they were in an edition. */
async function readVillageCounts(
  { db, province }: OpenDatabase,
  { waveId, instrumentKey, scope, edition }: AskedCounts,
  layoutOf: LayoutReader,
): Promise<readonly VillageCounts[]> {
  const layout = await layoutOf(instrumentKey);
  const from = edition === null ? villageCounts : editionCounts;
  const rows = await db
    .select({ commune: from.commune, village: from.village, counts: from.counts })
    .from(from)
    .where(
      and(
        eq(from.province, province),
        eq(from.waveId, waveId),
        eq(from.instrumentKey, instrumentKey),
        inScope(from.commune, scope),
        edition === null ? undefined : eq(editionCounts.edition, edition),
      ),
    )
    .orderBy(asc(from.commune), asc(from.village));
  return rows.map((row) => ({ ...row, counts: countsFromBytes(layout, row.counts) }));
}
