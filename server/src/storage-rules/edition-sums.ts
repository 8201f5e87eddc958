import { createHash } from 'node:crypto';
import { type AnswerCounts, addResponse, changedSlots, createCounts } from '@sipas/shared/scoring';
import type { FormChange } from '../ports/index.ts';
import type { LayoutByKey } from './count-layout.ts';

/** A form of an edition as far as its sums need it. */
export interface EditionForm {
  readonly contentHash: string;
  readonly instrumentKey: number;
  readonly commune: string;
  readonly village: string;
  readonly packed: string;
}

/**
 * Answers: what do the forms of an edition hash to?
 * Shape:   forms in the order of response ids → SHA-256 over the SHA-256 of each envelope, in hexadecimal, each with a line
 *          feed; and how many they are. `sha256sum` of the list of hashes gives the same.
 * Errors:  throws never.
 * Source:  decision 90.
 * Rule:    W-20
 */
export function hashForms(forms: readonly Pick<EditionForm, 'contentHash'>[]): {
  readonly dataHash: string;
  readonly responses: number;
} {
  const hash = createHash('sha256');
  // What was cut loose from a withdrawn form has no hash: that of the form stands for it.
  const hashed = forms.filter(({ contentHash }) => contentHash !== '');
  for (const { contentHash } of hashed) hash.update(`${contentHash}\n`);
  return { dataHash: hash.digest('hex'), responses: hashed.length };
}

/** Answers: the counts of each village of these forms. */
export function countForms(forms: readonly EditionForm[], layoutOf: LayoutByKey) {
  const villages = new Map<
    string,
    Omit<EditionForm, 'packed' | 'contentHash'> & { readonly counts: AnswerCounts }
  >();
  for (const { instrumentKey, commune, village, packed } of forms) {
    // Its answers are counted where they were cut loose.
    if (packed === '') continue;
    const layout = layoutOf(instrumentKey);
    const name = [String(instrumentKey), commune, village].join('\n');
    const known = villages.get(name) ?? {
      instrumentKey,
      commune,
      village,
      counts: createCounts(layout),
    };
    villages.set(name, known);
    addResponse(layout, known.counts, packed, 1);
  }
  return [...villages.values()];
}

/** Answers: a form that would count otherwise now than in an edition, with which of its answers differ. */
export function formChange({
  packed: [packedBefore, packedAfter],
  ...change
}: Omit<FormChange, 'slots'> & {
  readonly packed: readonly [string | null, string | null];
}): FormChange {
  const { before, after } = change;
  const isSamePlace =
    before !== null &&
    before.instrumentKey === after?.instrumentKey &&
    before.commune === after.commune &&
    before.village === after.village;
  const slots =
    isSamePlace && packedBefore !== null && packedAfter !== null
      ? changedSlots(packedBefore, packedAfter)
      : 'all';
  return { ...change, slots };
}
