import type { ScoreQuery } from '../../../../ports/office-api.ts';
import type { ScoreGrid } from '../score-lines.ts';

/** The ways to look at a table of scores. */
export const pictures = ['bang', 'ban-do', 'cot', 'nam-muc'] as const;
export type Picture = (typeof pictures)[number];

type Choices = Readonly<Record<string, string>>;

/** Answers: the picture in the address; the table where it names none that there is. */
export const choosePicture = (choices: Choices): Picture =>
  pictures.find((picture) => picture === choices['hinh']) ?? 'bang';

/**
 * Answers: the table that a picture is drawn from: the map shows communes, whatever level the table is on; the five answers
 * are told of no village.
 */
export const tableFor = (picture: Picture, query: ScoreQuery): ScoreQuery =>
  picture === 'ban-do' || (picture === 'nam-muc' && query.level === 'village')
    ? { ...query, level: 'commune' }
    : query;

/** Which figure of each unit is drawn. */
export interface DrawnFigure {
  readonly code: string;
  readonly group: string | null;
}

/**
 * Answers: which figure is drawn, where a table has several contents or groups of people?
 * Shape:   the ones in the address where the table has them, else its first ones; null for a table without rows.
 * Rule:    G-09
 */
export function chooseFigure({ contents, lines }: ScoreGrid, choices: Choices): DrawnFigure | null {
  const content = contents.find(({ code }) => code === choices['muc']) ?? contents[0];
  const groups = lines.map(({ group }) => group?.code ?? null);
  if (content === undefined || lines.length === 0) return null;
  const asked = choices['phan'];
  const group = groups.find((code) => code === asked) ?? groups[0] ?? null;
  return { code: content.code, group };
}

/** The day of the only catalogue of which there is a map. */
const mappedCatalogue = '2025-07-01';

/** Answers: is there a map of the units of this catalogue? */
export const hasMap = (catalogue: string): boolean => catalogue === mappedCatalogue;

export const noOutlines = 'khong';

/**
 * Answers: whose outlines are drawn over the communes?
 * Shape:   the level in the address where the wave has it, none where the address says so, else the first level between
 *          province and commune: the former districts.
 */
export function chooseOutlines(
  levels: readonly { readonly level: string }[],
  choices: Choices,
): string {
  const asked = choices['ranh'];
  if (asked === noOutlines) return noOutlines;
  const areas = levels.map(({ level }) => level).filter((level) => level !== 'commune');
  return areas.find((level) => level === asked) ?? areas.find(isReportingArea) ?? noOutlines;
}

const isReportingArea = (level: string): boolean => level !== 'province';
