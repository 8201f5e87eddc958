import type { StoreDifference } from '../ports/index.ts';
import { type Derived, compareDerived as compare } from '../storage-rules/compare-derived.ts';
import type { Rebuilt } from '../storage-rules/recount.ts';
import type { Database } from './open-store.ts';
import { responses, storeMeta, villageCounts } from './schema.ts';

/** Compares every derived row and count of a store with what the bytes give. */
export const compareDerived = (db: Database, rebuilt: Rebuilt): StoreDifference[] =>
  compare(
    {
      rows: db.select().from(responses).all(),
      counts: db.select().from(villageCounts).all(),
      comments: storedComments(db),
      commentMark:
        db.select({ receipt: storeMeta.commentReceipt }).from(storeMeta).get()?.receipt ?? 0,
    },
    rebuilt,
  );

function storedComments(db: Database): Derived['comments'] {
  return db.$client
    .prepare(
      `select coalesce(c.id, 'words ' || s.rowid) as id, c.response_id as responseId, c.question, c.text, s.words
       from comments c full join comments_search s on s.rowid = c.key`,
    )
    .all() as Derived['comments'];
}
