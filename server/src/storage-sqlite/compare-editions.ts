import { and, asc, eq, ne } from 'drizzle-orm';
import type { OpensSeals, StoreDifference } from '../ports/index.ts';
import { createLayouts } from './count-layouts.ts';
import { formsOf } from './edition-store.ts';
import { countForms, hashForms } from './edition-sums.ts';
import type { Database, Reader } from './open-store.ts';
import { createFactReader } from './recount.ts';
import { editionCounts, editionResponses, envelopes, waveEditions } from './schema.ts';
import { isTrace } from './withdrawals/trace.ts';

/**
 * Answers: are the editions of frozen waves what was frozen?
 * Shape:   each form of an edition against the bytes that came, the hash of each edition over its forms, and the counts of its
 *          villages recounted → differences, each naming wave and edition; none where all is as it was.
 * Errors:  throws defects only.
 * Source:  decision 90.
 * Rule:    W-21
 */
export const compareEditions = (reader: Reader, keys: OpensSeals): StoreDifference[] => [
  ...compareForms(reader.db, keys),
  ...reader.db
    .select()
    .from(waveEditions)
    .orderBy(asc(waveEditions.waveId), asc(waveEditions.edition))
    .all()
    .flatMap((edition) => compareEdition(reader.db, edition)),
];

const difference = (where: string, stored: string, expected: string): StoreDifference[] =>
  stored === expected ? [] : [{ check: 'edition', where, stored, expected }];

/** A form whose bytes are not here, or say something else. */
function compareForms(db: Database, keys: OpensSeals): StoreDifference[] {
  const facts = createFactReader(db, keys);
  return (
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
      .all()
      .flatMap(({ form, envelope }) => {
        const where = `${form.waveId} ${form.responseId}`;
        if (envelope === null) return difference(where, form.contentHash, 'absent');
        if (envelope.contentHash !== form.contentHash)
          return difference(where, form.contentHash, envelope.contentHash);
        if (isTrace(envelope.line)) return difference(where, form.packed, '');
        const told = readable(() => facts(envelope));
        return told !== null && 'row' in told
          ? difference(where, printForm(form), printForm(told.row))
          : [];
      })
  );
}

/** Bytes that cannot be read are told of by the check of envelopes, and so are seals that cannot be opened. */
function readable<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const printForm = (form: {
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  readonly packed: string;
}): string => [String(form.instrumentKey), form.commune, form.village, form.packed].join(' / ');

function compareEdition(db: Database, stored: typeof waveEditions.$inferSelect): StoreDifference[] {
  const { waveId, edition } = stored;
  const where = `${waveId} edition ${String(edition)}`;
  const forms = formsOf(db, waveId, edition);
  const sums = hashForms(forms);
  const expected = new Map(
    countForms(forms, createLayouts(db)).map(({ counts, ...place }) => [
      printPlace(place),
      Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength).toString('hex'),
    ]),
  );
  const kept = new Map(
    db
      .select()
      .from(editionCounts)
      .where(and(eq(editionCounts.waveId, waveId), eq(editionCounts.edition, edition)))
      .all()
      .map((row) => [printPlace(row), row.counts.toString('hex')]),
  );
  return [
    ...difference(where, stored.dataHash, sums.dataHash),
    ...difference(where, String(stored.responses), String(sums.responses)),
    ...[...new Set([...kept.keys(), ...expected.keys()])].flatMap((place) =>
      difference(`${where} ${place}`, kept.get(place) ?? 'absent', expected.get(place) ?? 'absent'),
    ),
  ];
}

const printPlace = (place: {
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
}): string => [String(place.instrumentKey), place.commune, place.village].join(' / ');
