import { and, asc, count, eq, ne } from 'drizzle-orm';
import type { OpensSeals, StoreDifference } from '../ports/index.ts';
import {
  type KeptEdition,
  type KeptForm,
  compareEditions as compare,
} from '../storage-rules/compare-editions.ts';
import { createLayouts } from './count-layouts.ts';
import { formsOf } from './edition-store.ts';
import type { Database, Reader } from './open-store.ts';
import { createFactSources } from './recount.ts';
import {
  editionComments,
  editionCounts,
  editionResponses,
  envelopes,
  waveEditions,
} from './schema.ts';

/** Compares the editions of a store with the bytes that came. */
export const compareEditions = ({ db }: Reader, keys: OpensSeals): StoreDifference[] =>
  compare(keptForms(db), keptEditions(db), {
    ...createFactSources(db, keys),
    layoutOf: createLayouts(db),
  });

const keptForms = (db: Database): readonly KeptForm[] =>
  db
    .select({ form: editionResponses, envelope: envelopes })
    .from(editionResponses)
    .leftJoin(
      envelopes,
      and(
        eq(envelopes.responseId, editionResponses.responseId),
        eq(envelopes.revision, editionResponses.revision),
        eq(envelopes.outcome, 'stored'),
      ),
    )
    // What was cut loose from its form leads to no bytes.
    .where(ne(editionResponses.contentHash, ''))
    .orderBy(asc(editionResponses.responseId), asc(editionResponses.fromEdition))
    .all();

function* keptEditions(db: Database): Iterable<KeptEdition> {
  const editions = db
    .select()
    .from(waveEditions)
    .orderBy(asc(waveEditions.waveId), asc(waveEditions.edition))
    .all();
  for (const { waveId, edition, dataHash, responses, comments } of editions)
    yield {
      ...{ waveId, edition, dataHash, responses },
      comments: comments === null ? null : { kept: comments, found: commentsOf(db, waveId) },
      forms: formsOf(db, waveId, edition),
      counts: db
        .select()
        .from(editionCounts)
        .where(and(eq(editionCounts.waveId, waveId), eq(editionCounts.edition, edition)))
        .all(),
    };
}

const commentsOf = (db: Database, waveId: string): number =>
  db
    .select({ found: count() })
    .from(editionComments)
    .where(eq(editionComments.waveId, waveId))
    .get()?.found ?? 0;
