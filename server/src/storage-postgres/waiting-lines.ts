import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Header, type WaitingOfPhone, sumUp } from '../storage-rules/unknown-phones.ts';
import type { OpenDatabase } from './database.ts';
import { envelopes, linesJudgedAgain } from './schema.ts';

export const isOfUnknown = sql`${envelopes.code} = 'envelope.unknown-device'`;
export const isAgain = and(
  eq(linesJudgedAgain.province, envelopes.province),
  eq(linesJudgedAgain.receipt, envelopes.receipt),
);
export const waits = and(isOfUnknown, isNull(linesJudgedAgain.receipt));

/**
 * Answers: what waits of each unknown phone in lines that came by file?
 * Shape:   open store → the question; its answer is by phone. Lines are as long as a form and never change, so each is opened
 *          once: asked again, only what came since is.
 */
export function createWaitingLines({
  db,
  province,
}: OpenDatabase): () => Promise<ReadonlyMap<string, WaitingOfPhone>> {
  const headers = new Map<number, Header>();
  let readUpTo = 0;
  const ofProvince = eq(envelopes.province, province);

  async function readNew(): Promise<void> {
    const rows = await db
      .select({
        receipt: envelopes.receipt,
        line: envelopes.line,
        receivedAt: envelopes.receivedAt,
        commune: envelopes.commune,
      })
      .from(envelopes)
      .leftJoin(linesJudgedAgain, isAgain)
      .where(and(ofProvince, waits, gt(envelopes.receipt, readUpTo)));
    for (const { line, ...row } of rows) {
      headers.set(row.receipt, { ...row, form: formOf(line) });
      readUpTo = Math.max(readUpTo, row.receipt);
    }
  }

  return async () => {
    await readNew();
    const known = [...headers.keys()];
    const waiting = await db
      .select({ deviceId: envelopes.detail, receipt: envelopes.receipt })
      .from(envelopes)
      .leftJoin(linesJudgedAgain, isAgain)
      .where(and(ofProvince, waits));
    const still = new Set<number>();
    const byPhone = new Map<string, Header[]>();
    for (const { deviceId, receipt } of waiting) {
      const header = headers.get(receipt);
      if (header === undefined || deviceId === null) continue;
      still.add(receipt);
      const ofPhone = byPhone.get(deviceId);
      if (ofPhone) ofPhone.push(header);
      else byPhone.set(deviceId, [header]);
    }
    // Another asking may have read more meanwhile, of which this one knows nothing.
    for (const receipt of known) if (!still.has(receipt)) headers.delete(receipt);
    return new Map([...byPhone].map(([deviceId, some]) => [deviceId, sumUp(some)] as const));
  };
}

/** Such a line is JSON, which was judged when it came. */
function formOf(line: Buffer): string | null {
  const { responseId } = JSON.parse(line.toString('utf8')) as { readonly responseId?: unknown };
  return typeof responseId === 'string' ? responseId : null;
}
