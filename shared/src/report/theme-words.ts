import type { ThemeCounts } from '../wire/index.ts';
import { joinNames, nameWithin, noBreak, printCount, withheldWords } from './figure-words.ts';

/** A theme by name with the number of comments that speak of it; null: hidden. */
export interface CountedTheme {
  readonly title: string;
  readonly comments: number | null;
}

type Unit = Pick<ThemeCounts['rows'][number], 'unitName' | 'responses' | 'comments'>;

/**
 * Answers: how many comments a unit has, and of which themes most of them speak, in sentences.
 * Shape:   unit, its themes, the minimum base → "Tỉnh … có 812 ý kiến trên 3.000 phiếu. Trong 14 chủ đề có số được nêu,
 *          nhiều nhất là “A” (201 ý kiến); tiếp theo là “B” (90 ý kiến)." Those alike share their place.
 * Missing: hidden numbers are passed over and lessen the number of themes that is told; none, one and all alike are told as
 *          such; a unit that tells no number says why.
 * Rule:    N-20
 */
export function tellThemes(
  { unitName, responses, comments }: Unit,
  themes: readonly CountedTheme[],
  minimumBase: number,
): string {
  const place = nameWithin(unitName);
  const of = `trên ${printCount(responses)} phiếu`;
  const told = tellOrder(themes);
  if (responses < minimumBase)
    return `Số ý kiến của ${place} không được nêu: ${withheldWords.insufficient}.`;
  if (comments === null) return `Số ý kiến của ${place} ${of} ${withheldWords.suppressed}. ${told}`;
  if (comments === 0) return `Không phiếu nào ${of} của ${place} có ý kiến.`;
  return `Có ${tellComments(comments)} ${of} của ${place}. ${told}`;
}

function tellOrder(themes: readonly CountedTheme[]): string {
  const known = themes.flatMap(({ title, comments }) =>
    comments === null ? [] : [{ title, comments }],
  );
  const sizes = [...new Set(known.map(({ comments }) => comments))].toSorted((a, b) => b - a);
  const [most, next] = sizes;
  if (most === undefined) return 'Không chủ đề nào có số được nêu.';
  if (most === 0)
    return known.length === themes.length
      ? 'Không ý kiến nào thuộc một chủ đề đã định.'
      : 'Chủ đề nào có số được nêu thì không ý kiến nào nói đến.';
  const at = (size: number): string =>
    tellSame(
      known.filter(({ comments }) => comments === size).map(({ title }) => title),
      size,
    );
  if (known.length === 1) return `Chỉ một chủ đề có số được nêu: ${at(most)}.`;
  const among = `${String(known.length)} chủ đề có số được nêu`;
  if (next === undefined) return `Cả ${among} cùng có ${tellComments(most)}.`;
  return `Trong ${among}, nhiều nhất là ${at(most)}${next === 0 ? '' : `; tiếp theo là ${at(next)}`}.`;
}

const tellComments = (count: number): string => `${printCount(count)}${noBreak}ý${noBreak}kiến`;

function tellSame(titles: readonly string[], comments: number): string {
  const names = joinNames(titles.map((title) => `“${title}”`));
  return `${names} (${titles.length > 1 ? 'cùng ' : ''}${tellComments(comments)})`;
}
