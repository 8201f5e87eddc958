import { type SQL, and, eq, inArray, sql } from 'drizzle-orm';
import type { Theme, ThemeRule } from '@sipas/shared/comments';
import type { CommentQuery } from '../ports/index.ts';
import { comments, responses } from './schema.ts';
import { inScope } from './scope-condition.ts';

/**
 * To be asked of comments crossed with responses: SQLite takes a cross join in the order in which it is written. Beginning with
 * responses it would go through a wave of a million for a word that stands in ten.
 */
export function conditionOf(query: CommentQuery): SQL | undefined {
  const { waveId, instrumentKeys, communes, question, words = [], theme, isCoded } = query;
  return and(
    eq(responses.responseId, comments.responseId),
    eq(responses.waveId, waveId),
    inArray(responses.instrumentKey, [...instrumentKeys]),
    eq(responses.state, 'counted'),
    inScope(responses.commune, communes),
    question === undefined ? undefined : eq(comments.question, question),
    words.length === 0 ? undefined : hasWords(words.map((word) => `"${word}"*`).join(' ')),
    theme && speaksOf(theme),
    isCoded === undefined ? undefined : isCoded ? isByHand : sql`not ${isByHand}`,
  );
}

/** That somebody coded it. */
const isByHand = sql`${comments.id} in (select comment_id from comment_codings)`;

const hasWords = (match: string): SQL =>
  sql`${comments.key} in (select rowid from comments_search where comments_search match ${match})`;

/** Whether a comment speaks of a theme: by the last coding where there is one, else by the rules. */
export function speaksOf({ code, rules }: Pick<Theme, 'code' | 'rules'>): SQL {
  const byRules = rules.length === 0 ? sql`0` : hasWords(rules.map(printRule).join(' OR '));
  // Of several people the one who coded last has the word.
  const byHand = sql`exists (select 1 from comment_codings x where x.comment_id = ${comments.id}
    and exists (select 1 from json_each(x.themes) where value = ${code})
    and not exists (select 1 from comment_codings y where y.comment_id = x.comment_id
      and (y.at, y.user_id) > (x.at, x.user_id)))`;
  return sql`case when ${isByHand} then ${byHand} else ${byRules} end`;
}

/** A rule of a theme (T-05) as the index of words is asked for it. Phrases hold letters, digits and blanks alone. */
function printRule({ anyOf, allOf, noneOf }: ThemeRule): string {
  const any = (phrases: readonly string[]): string =>
    `(${phrases.map((phrase) => `"${phrase}"`).join(' OR ')})`;
  const asked = [
    ...(anyOf.length > 0 ? [any(anyOf)] : []),
    ...allOf.map((phrase) => any([phrase])),
  ];
  const wanted = asked.join(' AND ');
  return noneOf.length > 0 ? `((${wanted}) NOT ${any(noneOf)})` : `(${wanted})`;
}
