import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { DeviceLines } from '../ports/index.ts';
import { linesOf } from '../storage-rules/device-lines.ts';
import type { OpenDatabase } from './database.ts';
import { envelopes, responses } from './schema.ts';

/** Reads all lines of one phone as they lie beside one another. */
export async function deviceLines(
  { db, province }: OpenDatabase,
  deviceId: string,
): Promise<DeviceLines> {
  const ofDevice = and(eq(envelopes.province, province), eq(envelopes.deviceId, deviceId));
  const held = await db
    .select({
      epoch: envelopes.epoch,
      seq: envelopes.seq,
      hash: envelopes.contentHash,
      line: envelopes.line,
    })
    .from(envelopes)
    .where(and(ofDevice, sql`holds_seq`))
    .orderBy(asc(envelopes.epoch), asc(envelopes.seq));
  const keptApart = await db
    .select({ hash: envelopes.contentHash })
    .from(envelopes)
    .where(and(ofDevice, sql`outcome <> 'stored'`));
  const byTrust = await db
    .select({ trust: responses.timeTrust, forms: count() })
    .from(envelopes)
    .innerJoin(
      responses,
      and(
        eq(responses.province, envelopes.province),
        eq(responses.responseId, envelopes.responseId),
        eq(responses.receipt, envelopes.receipt),
      ),
    )
    .where(and(ofDevice, sql`holds_seq`))
    .groupBy(responses.timeTrust);
  return linesOf(
    held.map(({ epoch, seq, hash, line }) => ({
      ...{ epoch: epoch ?? '', seq: seq ?? 0, hash },
      prevHash: prevHashOf(line),
    })),
    new Set(keptApart.map(({ hash }) => hash)),
    byTrust,
  );
}

/** Read here: PostgreSQL refuses JSON that names a character which it cannot keep. */
function prevHashOf(line: Buffer): string | null {
  const { prevHash } = JSON.parse(line.toString('utf8')) as { readonly prevHash?: unknown };
  return typeof prevHash === 'string' ? prevHash : null;
}
