import { eq, sql } from 'drizzle-orm';
import type { JudgedLine } from '../../ports/index.ts';
import { arrivingLine } from '../../storage-rules/arriving-line.ts';
import type { Database } from '../open-store.ts';
import { withdrawnForms } from '../schema.ts';

/** Prepares the question whether a form was withdrawn. Runs inside the transaction that keeps its lines. */
export function createArrivingLine(db: Database): (line: JudgedLine) => JudgedLine {
  const find = db
    .select({ responseId: withdrawnForms.responseId })
    .from(withdrawnForms)
    .where(eq(withdrawnForms.responseId, sql.placeholder('responseId')))
    .prepare();
  return (line) => arrivingLine(line, (responseId) => find.get({ responseId }) !== undefined);
}
