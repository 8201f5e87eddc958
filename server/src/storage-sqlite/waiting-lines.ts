import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Header, type WaitingOfPhone, sumUp } from '../storage-rules/unknown-phones.ts';
import type { Database } from './open-store.ts';
import { envelopes, linesJudgedAgain } from './schema.ts';

// Written out as in the partial index: a bound value would keep SQLite from using it.
export const isOfUnknown = sql`${envelopes.code} = 'envelope.unknown-device'`;
export const waits = and(isOfUnknown, isNull(linesJudgedAgain.receipt));

/**
 * Answers: what waits of each unknown phone in lines that came by file?
 * Shape:   open store → the question; its answer is by phone. Lines are as long as a form and never change, so each is opened
 *          once: asked again, only what came since is, and of the rest the index tells that it waits still. A few words are
 *          kept in mind of each line that waits.
 */
export function createWaitingLines(db: Database): () => ReadonlyMap<string, WaitingOfPhone> {
  let headers = new Map<number, Header>();
  let readUpTo = 0;

  function readNew(): void {
    for (const header of newHeaders(db, readUpTo)) {
      headers.set(header.receipt, header);
      readUpTo = Math.max(readUpTo, header.receipt);
    }
  }

  return () => {
    readNew();
    const waiting = db
      .select({ deviceId: sql<string>`${envelopes.detail}`, receipt: envelopes.receipt })
      .from(envelopes)
      .leftJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
      .where(waits)
      .all();
    const still = new Map<number, Header>();
    const byPhone = new Map<string, Header[]>();
    for (const { deviceId, receipt } of waiting) {
      const header = headers.get(receipt);
      if (header === undefined) continue;
      still.set(receipt, header);
      const ofPhone = byPhone.get(deviceId);
      if (ofPhone) ofPhone.push(header);
      else byPhone.set(deviceId, [header]);
    }
    headers = still;
    return new Map([...byPhone].map(([deviceId, some]) => [deviceId, sumUp(some)] as const));
  };
}

const newHeaders = (db: Database, after: number): readonly Header[] =>
  db
    .select({
      receipt: envelopes.receipt,
      // As a blob it would be taken for SQLite's own binary JSON.
      form: sql<string | null>`json_extract(cast(${envelopes.line} as text), '$.responseId')`,
      receivedAt: envelopes.receivedAt,
      commune: envelopes.commune,
    })
    .from(envelopes)
    .leftJoin(linesJudgedAgain, eq(linesJudgedAgain.receipt, envelopes.receipt))
    // The sign keeps SQLite from reading all lines by their receipts, instead of those that wait by their index.
    .where(and(waits, gt(sql`+${envelopes.receipt}`, after)))
    .all();
