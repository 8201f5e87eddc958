import {
  type Theme,
  hidePersonal,
  searchText,
  searchWords,
  shownText,
  themesByRules,
} from '@sipas/shared/comments';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Comment, CommentList } from '@sipas/shared/wire';
import type { CommentQuery, CommentRow, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import {
  type CommentNeeds,
  type OpenComments,
  type PlacedUnit,
  openComments,
} from './open-comments.ts';

/** Which comments are asked for; what is left out narrows nothing. */
export interface AskedComments {
  readonly instrument?: string | undefined;
  readonly question?: string | undefined;
  readonly search?: string | undefined;
  readonly theme?: string | undefined;
  readonly unit?: string | undefined;
  readonly coded?: 'yes' | 'no' | undefined;
}

export interface CommentPage {
  readonly limit: number;
  readonly offset: number;
}

/**
 * Answers: what did people say in their own words, as far as this person may see it?
 * Shape:   wave, what is asked for and which page of it → the comments with names and numbers hidden, each told by a unit of enough
 *          responses; and by what the list may be narrowed.
 * Errors:  wave.unknown, report.unknown-instrument, comment.unknown-unit (also one of too few responses),
 *          comment.unknown-question, comment.unknown-theme.
 * Source:  decisions D7, D15 and 85.
 * Rule:    T-10
 */
export async function listComments(
  needs: CommentNeeds,
  user: Pick<User, 'id' | 'areas'>,
  waveId: string,
  { page, ...asked }: AskedComments & { readonly page: CommentPage },
): Promise<Result<CommentList, Refusal>> {
  const opened = await openComments(needs, user, waveId, asked.instrument);
  if (!opened.ok) return opened;
  const { wave, instrument, questions, unitOf } = opened.value;
  const narrowed = narrowComments(opened.value, needs.themes, asked);
  if (!narrowed.ok) return narrowed;
  const { items, total } = await needs.comments.list(narrowed.value, page);
  return ok({
    wave: { id: wave.wave.id, name: wave.wave.name },
    instrument: { id: instrument.id, version: instrument.version },
    minimumCell: wave.wave.minimumCell,
    isWithheld: unitOf === null,
    questions,
    themes: needs.themes.map(({ code, title }) => ({ code, title })),
    units: unitsToChoose(opened.value),
    total,
    items:
      unitOf === null
        ? []
        : items.map((row) => showComment(row, unitOf(row.commune), needs.themes, user)),
  } as CommentList);
}

/** Answers: the query of the comments asked for, or why there are none such. */
export function narrowComments(
  { query, questions, unitOf }: Pick<OpenComments, 'query' | 'questions' | 'unitOf'>,
  themes: readonly Theme[],
  asked: AskedComments,
): Result<CommentQuery, Refusal> {
  const { question, unit } = asked;
  const theme = themes.find(({ code }) => code === asked.theme);
  if (question !== undefined && !questions.some(({ code }) => code === question))
    return refuse({ code: 'comment.unknown-question', detail: question });
  if (asked.theme !== undefined && theme === undefined)
    return refuse({ code: 'comment.unknown-theme', detail: asked.theme });
  const inUnit = [...query.communes].filter(
    (commune) => unit === undefined || unitOf?.(commune).code === unit,
  );
  if (unit !== undefined && inUnit.length === 0)
    return refuse({ code: 'comment.unknown-unit', detail: unit });
  return ok({
    ...query,
    communes: new Set(inUnit),
    question,
    words: searchWords(asked.search ?? ''),
    theme,
    isCoded: asked.coded === undefined ? undefined : asked.coded === 'yes',
  });
}

/** The finest units by which comments are told, by name. */
function unitsToChoose({ query, unitOf }: OpenComments): readonly PlacedUnit[] {
  if (unitOf === null) return [];
  const byCode = new Map(
    [...query.communes].map((commune) => {
      const unit = unitOf(commune);
      return [unit.code, unit];
    }),
  );
  return [...byCode.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** Answers: a comment as it may be shown, with what was found in it. */
export function showComment(
  { id, question, text, codings }: CommentRow,
  unit: PlacedUnit,
  themes: readonly Theme[],
  user: Pick<User, 'id'>,
): Comment {
  const [last] = codings;
  const byRules = (): readonly string[] =>
    themesByRules(themes, searchText(shownText(text, () => ' ')));
  return {
    id,
    question,
    unit,
    parts: [...hidePersonal(text)],
    themes: [...(last?.themes ?? byRules())],
    by: last === undefined ? 'rules' : 'hand',
    mine: codings.find(({ userId }) => userId === user.id)?.themes.slice() ?? null,
    coders: codings.length,
  };
}
