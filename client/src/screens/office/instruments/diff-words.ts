import type { InstrumentDiff } from '@sipas/shared/wire';
import type { OfficeText } from '../../../text/office/index.ts';

type Row = InstrumentDiff['rows'][number];
type Words = OfficeText['instruments'];

/** Which changes are shown. */
export const diffFilters = ['all', 'touching', 'texts'] as const;
export type DiffFilter = (typeof diffFilters)[number];

const filterWords: Readonly<Record<DiffFilter, string | null>> = {
  all: null,
  touching: 'anh-huong',
  texts: 'sua-chu',
};

/** Answers: the filter that the address names; all where it names none. */
export const filterOf = (word: string | undefined): DiffFilter =>
  diffFilters.find((filter) => filterWords[filter] === word) ?? 'all';

/** Answers: the word of a filter in the address; none for all. */
export const filterWord = (filter: DiffFilter): string | null => filterWords[filter];

/** Answers: the changes that a filter leaves. */
export const filterRows = (rows: readonly Row[], filter: DiffFilter): readonly Row[] =>
  rows.filter(({ grade }) => filter === 'all' || (grade === 'comparable') === (filter === 'texts'));

/** Answers: what a change is of, as people say it: "Phương án 3 (tiếng Việt)". */
export function memberName(words: Words, { member, item, language }: Row): string {
  const name = item === '' ? words.members[member] : `${words.members[member]} ${item}`;
  if (language === '') return name;
  const languages: Readonly<Record<string, string>> = words.languages;
  return `${name} (${languages[language] ?? language})`;
}

const spoken: readonly Row['member'][] = [
  ...(['kind', 'section-role', 'offers', 'sensitive'] as const),
  ...(['relevant', 'required', 'constraint'] as const),
];

/** Answers: what a version says, in words where it is a code of ours; a condition stays as in the spreadsheet. */
export function valueWords(words: Words, member: Row['member'], said: string | null) {
  if (said === null || !spoken.includes(member)) return said;
  const values: Readonly<Record<string, string>> = words.values;
  const parts = member === 'offers' ? said.split(', ') : [said];
  return parts.map((part) => values[part] ?? part).join(', ');
}

/** Answers: what can no longer be compared, by its name; '' where all can. The changed question's own stands beside already. */
export const figureWords = (words: Words, { code: changed, figures }: Row): string =>
  figures
    .map(({ kind, code, label }) =>
      words.figures[kind](label === '' || code === changed ? code : `“${label}” (${code})`),
    )
    .join(', ');

/** Answers: how many questions were added, how many are gone, how many parts changed, how many changes break the series. */
export function countChanges(rows: readonly Row[]) {
  const parts = (wanted: (row: Row) => boolean): number =>
    new Set(rows.filter(wanted).map(({ part, code }) => `${part} ${code}`)).size;
  const isWhole = ({ part, kind }: Row): boolean =>
    part === 'question' && (kind === 'added' || kind === 'removed');
  return {
    added: parts((row) => isWhole(row) && row.kind === 'added'),
    removed: parts((row) => isWhole(row) && row.kind === 'removed'),
    changed: parts((row) => !isWhole(row)),
    breaking: rows.filter(({ grade }) => grade === 'breaks').length,
  };
}
