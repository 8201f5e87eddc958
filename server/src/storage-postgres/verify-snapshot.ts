import { and, asc, count, eq, ne } from 'drizzle-orm';
import { checkChain } from '@sipas/shared/audit';
import type { OpensSeals, StoreDifference, VerifyReport } from '../ports/index.ts';
import { entryOfRow, sha256 } from '../storage-rules/audit-chain.ts';
import { compareDerived } from '../storage-rules/compare-derived.ts';
import { type KeptEdition, compareEditions } from '../storage-rules/compare-editions.ts';
import { type HeldEnvelope, type RebuiltRow, createRecount } from '../storage-rules/recount.ts';
import type { Connection } from './connect.ts';
import type { LayoutReader } from './count-layouts.ts';
import type { Database } from './database.ts';
import { formsOf, layoutsOf } from './edition-store.ts';
import { factSources } from './fact-sources.ts';
import {
  auditEntries,
  comments,
  editionComments,
  editionCounts,
  editionResponses,
  envelopes,
  instruments,
  responses,
  storeMeta,
  villageCounts,
  waveEditions,
} from './schema.ts';
import { compareWithdrawn } from './withdrawals.ts';

interface Snapshot {
  readonly db: Database;
  readonly connection: Connection;
  readonly province: string;
  readonly keys: OpensSeals;
  readonly layoutOf: LayoutReader;
}

const linesAtOnce = 500;

/** Reads all of a province on one snapshot, so that what arrives meanwhile is no difference, and recounts it from its bytes. */
export async function verifySnapshot(snapshot: Snapshot): Promise<VerifyReport> {
  const { db, province, layoutOf } = snapshot;
  const rows = (await db.select().from(responses).where(eq(responses.province, province))).map(
    ({ province: _province, ...row }): RebuiltRow => row,
  );
  const byReceipt = new Map(rows.map((row) => [row.receipt, row]));
  const all = await db.select().from(instruments).where(eq(instruments.province, province));
  const layouts = await layoutsOf(
    all.map(({ key }) => ({ instrumentKey: key })),
    layoutOf,
  );
  const sources = { ...(await factSources(snapshot, all)), layoutOf: layouts };
  const recount = createRecount({
    ...sources,
    storedRow: ({ receipt }) => {
      const row = byReceipt.get(receipt);
      return row === undefined ? null : { ...row };
    },
  });
  for await (const held of heldEnvelopes(snapshot)) recount.add(held);
  const rebuilt = recount.done();
  const [meta] = await db
    .select({ mark: storeMeta.commentReceipt })
    .from(storeMeta)
    .where(eq(storeMeta.province, province));
  const derived = {
    rows,
    counts: await db.select().from(villageCounts).where(eq(villageCounts.province, province)),
    comments: await db.select().from(comments).where(eq(comments.province, province)),
    commentMark: meta?.mark ?? 0,
  };
  return {
    envelopes: rebuilt.envelopes,
    counted: [...rebuilt.rows.values()].filter(({ state }) => state === 'counted').length,
    differences: [
      ...rebuilt.differences,
      ...(await compareWithdrawn(snapshot)),
      ...compareDerived(derived, rebuilt),
      ...compareEditions(await keptForms(snapshot), await keptEditions(snapshot), sources),
      ...(await checkAudit(snapshot)),
    ],
  };
}

async function* heldEnvelopes({ connection, province }: Snapshot): AsyncIterable<HeldEnvelope> {
  await connection.query(
    `declare held no scroll cursor for select receipt, content_hash as "contentHash", outcome,
       received_at as "receivedAt", line, contact_at as "contactAt", clock_offset_ms as "clockOffsetMs"
     from envelopes where province = $1 order by receipt`,
    [province],
  );
  for (;;) {
    const { rows } = await connection.query<HeldEnvelope>(`fetch ${String(linesAtOnce)} from held`);
    yield* rows;
    if (rows.length < linesAtOnce) return;
  }
}

async function keptForms({ db, province }: Snapshot) {
  return (
    db
      .select({ form: editionResponses, envelope: envelopes })
      .from(editionResponses)
      .leftJoin(
        envelopes,
        and(
          eq(envelopes.province, editionResponses.province),
          eq(envelopes.responseId, editionResponses.responseId),
          eq(envelopes.revision, editionResponses.revision),
          eq(envelopes.outcome, 'stored'),
        ),
      )
      // What was cut loose from its form leads to no bytes.
      .where(and(eq(editionResponses.province, province), ne(editionResponses.contentHash, '')))
      .orderBy(asc(editionResponses.responseId), asc(editionResponses.fromEdition))
  );
}

async function keptEditions(snapshot: Snapshot): Promise<readonly KeptEdition[]> {
  const { db, province } = snapshot;
  const editions = await db
    .select()
    .from(waveEditions)
    .where(eq(waveEditions.province, province))
    .orderBy(asc(waveEditions.waveId), asc(waveEditions.edition));
  const kept: KeptEdition[] = [];
  for (const { waveId, edition, dataHash, responses: total, comments: taken } of editions)
    kept.push({
      ...{ waveId, edition, dataHash, responses: total },
      comments: taken === null ? null : { kept: taken, found: await commentsOf(snapshot, waveId) },
      forms: await formsOf(snapshot, waveId, edition),
      counts: await db
        .select()
        .from(editionCounts)
        .where(
          and(
            eq(editionCounts.province, province),
            eq(editionCounts.waveId, waveId),
            eq(editionCounts.edition, edition),
          ),
        ),
    });
  return kept;
}

async function commentsOf({ db, province }: Snapshot, waveId: string): Promise<number> {
  const [row] = await db
    .select({ found: count() })
    .from(editionComments)
    .where(and(eq(editionComments.province, province), eq(editionComments.waveId, waveId)));
  return row?.found ?? 0;
}

/** The journal of acts as it lies there (J-04). */
async function checkAudit({ db, province }: Snapshot): Promise<StoreDifference[]> {
  const rows = await db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.province, province))
    .orderBy(asc(auditEntries.seq));
  const entries = rows.map(({ province: _province, ...row }) => entryOfRow(row));
  return [...checkChain(entries, sha256)].map(({ seq, fault, stored, expected }) => ({
    check: 'audit-row',
    where: `audit_entries ${String(seq)} (${fault})`,
    stored,
    expected,
  }));
}
