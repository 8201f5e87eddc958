import { type SQL, and, eq, inArray, sql } from 'drizzle-orm';
import type { Theme } from '@sipas/shared/comments';
import type { CommentQuery } from '../ports/index.ts';
import { comments, responses } from './schema.ts';
import { inScope } from './scope-condition.ts';
import { beginningsQuery, rulesQuery } from './search-words.ts';

/** To be asked of comments joined with responses. */
export function conditionOf(query: CommentQuery, province: string): SQL | undefined {
  const { waveId, instrumentKeys, communes, question, words = [], theme, isCoded } = query;
  return and(
    eq(comments.province, province),
    eq(responses.waveId, waveId),
    instrumentKeys.length === 0
      ? sql`false`
      : inArray(responses.instrumentKey, [...instrumentKeys]),
    eq(responses.state, 'counted'),
    inScope(responses.commune, communes),
    question === undefined ? undefined : eq(comments.question, question),
    words.length === 0 ? undefined : hasWords(beginningsQuery(words)),
    theme && speaksOf(theme),
    isCoded === undefined ? undefined : isCoded ? isByHand : sql`not ${isByHand}`,
  );
}

/** That somebody coded it. */
const isByHand = sql`exists (select 1 from comment_codings c where c.province = ${comments.province} and c.comment_id = ${comments.id})`;

const hasWords = (question: string): SQL => sql`${comments.search} @@ ${question}::tsquery`;

/** Whether a comment speaks of a theme: by the last coding where there is one, else by the rules. */
export function speaksOf({ code, rules }: Pick<Theme, 'code' | 'rules'>): SQL {
  const byRules = rules.length === 0 ? sql`false` : hasWords(rulesQuery(rules));
  // Of several people the one who coded last has the word.
  const byHand = sql`exists (select 1 from comment_codings x
    where x.province = ${comments.province} and x.comment_id = ${comments.id}
    and x.themes::jsonb ? ${code}
    and not exists (select 1 from comment_codings y where y.province = x.province
      and y.comment_id = x.comment_id and (y.at, y.user_id) > (x.at, x.user_id)))`;
  return sql`case when ${isByHand} then ${byHand} else ${byRules} end`;
}
