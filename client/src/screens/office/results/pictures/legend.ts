import { type Language, type OfficeText, printCount } from '../../../../text/office/index.ts';
import type { Classes } from './classes.ts';
import { type FillName, fillNames } from './fill.ts';

/** One line of a legend. */
export interface FillEntry {
  readonly fill: FillName;
  readonly text: string;
}

/**
 * Answers: what does each shade and hatching mean, in words and numbers, and how many units have it?
 * Shape:   all five classes, those without a unit too, so that two maps are read alike; the grounds without a figure where a
 *          unit has one.
 */
export function legendOf(
  {
    classes,
    counts,
  }: { readonly classes: Classes | null; readonly counts: ReadonlyMap<FillName, number> },
  {
    text,
    language,
    minimumBase,
  }: { readonly text: OfficeText; readonly language: Language; readonly minimumBase: number },
): readonly FillEntry[] {
  const words = text.pictures;
  const counted = (fill: FillName, meaning: string): FillEntry => ({
    fill,
    text: words.counted(meaning, printCount(counts.get(fill) ?? 0, language)),
  });
  const last = (classes?.length ?? 0) - 2;
  const shades = (classes ?? []).slice(0, -1).map((low, index) => {
    const bounds = words.classText(String(low), String(classes?.[index + 1]), index === last);
    const word = index === 0 ? words.classFirst : index === last ? words.classLast : null;
    return counted(fillNames[index] ?? 'none', word === null ? bounds : `${bounds}, ${word}`);
  });
  const grounds = [
    counted('insufficient', words.insufficient(printCount(minimumBase, language))),
    counted('suppressed', words.suppressed),
    counted('none', words.outside),
  ];
  return [...shades, ...grounds.filter(({ fill }) => (counts.get(fill) ?? 0) > 0)];
}
