import type { StoreDifference } from '../ports/index.ts';
import type { LayoutByKey } from './count-layout.ts';
import { type EditionForm, countForms, hashForms } from './edition-sums.ts';
import { type FactSources, type HeldEnvelope, createFactReader } from './recount.ts';
import { isTrace } from './trace.ts';

/** A form of any edition, with the envelope of its revision where that is here. */
export interface KeptForm {
  readonly form: EditionForm & { readonly waveId: string; readonly responseId: string };
  readonly envelope: HeldEnvelope | null;
}

/** One edition as it is kept. */
export interface KeptEdition {
  readonly waveId: string;
  readonly edition: number;
  readonly dataHash: string;
  readonly responses: number;
  /** How many comments were kept with it, and how many are there; null where none were kept yet. */
  readonly comments: { readonly kept: number; readonly found: number } | null;
  /** In the order of response ids. */
  readonly forms: readonly EditionForm[];
  readonly counts: readonly {
    readonly instrumentKey: number;
    readonly commune: string;
    readonly village: string;
    readonly counts: Buffer;
  }[];
}

/**
 * Answers: are the editions of frozen waves what was frozen?
 * Shape:   each form of an edition against the bytes that came, the hash of each edition over its forms, the counts of its
 *          villages recounted, and the number of its comments → differences, each naming wave and edition; none where all is as it was.
 * Errors:  throws defects only.
 * Source:  decision 90.
 * Rule:    W-21
 */
export const compareEditions = (
  forms: readonly KeptForm[],
  editions: Iterable<KeptEdition>,
  sources: FactSources & { readonly layoutOf: LayoutByKey },
): StoreDifference[] => [
  ...compareForms(forms, sources),
  ...[...editions].flatMap((edition) => compareEdition(edition, sources.layoutOf)),
];

const difference = (where: string, stored: string, expected: string): StoreDifference[] =>
  stored === expected ? [] : [{ check: 'edition', where, stored, expected }];

/** A form whose bytes are not here, or say something else. */
function compareForms(forms: readonly KeptForm[], sources: FactSources): StoreDifference[] {
  const facts = createFactReader(sources);
  return forms.flatMap(({ form, envelope }) => {
    const where = `${form.waveId} ${form.responseId}`;
    if (envelope === null) return difference(where, form.contentHash, 'absent');
    if (envelope.contentHash !== form.contentHash)
      return difference(where, form.contentHash, envelope.contentHash);
    if (isTrace(envelope.line)) return difference(where, form.packed, '');
    const told = readable(() => facts(envelope));
    return told !== null && 'row' in told
      ? difference(where, printForm(form), printForm(told.row))
      : [];
  });
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

function compareEdition(stored: KeptEdition, layoutOf: LayoutByKey): StoreDifference[] {
  const where = `${stored.waveId} edition ${String(stored.edition)}`;
  const sums = hashForms(stored.forms);
  const expected = new Map(
    countForms(stored.forms, layoutOf).map(({ counts, ...place }) => [
      printPlace(place),
      Buffer.from(counts.buffer, counts.byteOffset, counts.byteLength).toString('hex'),
    ]),
  );
  const kept = new Map(stored.counts.map((row) => [printPlace(row), row.counts.toString('hex')]));
  return [
    ...difference(where, stored.dataHash, sums.dataHash),
    ...difference(where, String(stored.responses), String(sums.responses)),
    ...(stored.comments === null
      ? []
      : difference(
          `${where} comments`,
          String(stored.comments.found),
          String(stored.comments.kept),
        )),
    ...[...new Set([...kept.keys(), ...expected.keys()])].flatMap((name) =>
      difference(`${where} ${name}`, kept.get(name) ?? 'absent', expected.get(name) ?? 'absent'),
    ),
  ];
}

const printPlace = (place: {
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
}): string => [String(place.instrumentKey), place.commune, place.village].join(' / ');
