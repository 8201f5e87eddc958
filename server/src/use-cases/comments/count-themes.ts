import { createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { publishThemeCounts } from '@sipas/shared/scoring';
import type { ThemeCounts } from '@sipas/shared/wire';
import type { CommentQuery, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { createIsShown } from '../report-scores/index.ts';
import { scopeOf } from '../waves/index.ts';
import { type CommentNeeds, openComments } from './open-comments.ts';

/**
 * Answers: how many comments on a question speak of each theme, in the units that this person may see?
 * Shape:   wave, question, level → a row per unit. Protection is taken over the whole wave and all its levels, then the
 *          person's units are cut from it.
 *          Of a frozen wave those of its first edition count: two tables of it differ by what was coded, never by who came.
 * Errors:  wave.unknown, report.unknown-instrument, comment.unknown-question; report.unknown-level, also for villages.
 * Rule:    T-14
 */
export async function countThemes(
  needs: CommentNeeds,
  user: Pick<User, 'areas'>,
  waveId: string,
  asked: {
    readonly instrument?: string | undefined;
    readonly question: string;
    readonly level?: string | undefined;
  },
): Promise<Result<ThemeCounts, Refusal>> {
  const opened = await openComments(needs, user, waveId, asked.instrument);
  if (!opened.ok) return opened;
  const { wave, instrument, questions, responsesOf, query } = opened.value;
  const { question, level: word = 'province' } = asked;
  if (!questions.some(({ code }) => code === question))
    return refuse({ code: 'comment.unknown-question', detail: question });
  const level = createReportLevel(wave.catalogue, wave.groupings, word);
  if (!level.ok || word === 'village')
    return refuse({ code: 'report.unknown-level', detail: word });

  const whole = {
    ...{ ...query, communes: new Set(responsesOf.keys()), question },
    isOfFirstEdition: wave.wave.edition !== undefined,
  };
  const columns = await countColumns(needs, whole);
  const isShown = createIsShown(wave, level.value, scopeOf(user, wave));
  const { minimumBase, minimumCell } = wave.wave;
  const names = new Map(level.value.units.map(({ code, name }) => [code, name]));
  const rows = publishThemeCounts({
    places: [...responsesOf].map(([commune, responses]) => ({
      units: wave.ladder.unitsOf(commune, '').slice(0, -1),
      responses,
      counts: columns.map((column) => column.get(commune) ?? 0),
    })),
    level: wave.ladder.levels.indexOf(word),
    units: level.value.units.map(({ code }) => code).filter(isShown),
    minimumBase,
    minimumCell,
  });
  return ok({
    wave: { id: wave.wave.id, name: wave.wave.name },
    instrument: { id: instrument.id, version: instrument.version },
    question,
    level: word,
    minimumBase,
    minimumCell,
    rows: rows.map(({ unit, responses, counts }) => ({
      unit,
      unitName: names.get(unit) ?? unit,
      responses,
      comments: counts[0] ?? null,
      themes: needs.themes.map(({ code }, place) => ({
        theme: code,
        comments: counts[place + 1] ?? null,
      })),
    })),
  } as ThemeCounts);
}

/** All comments by commune, then those of each theme. */
async function countColumns(
  { comments, themes }: CommentNeeds,
  query: CommentQuery,
): Promise<readonly ReadonlyMap<string, number>[]> {
  const columns: ReadonlyMap<string, number>[] = [];
  for (const theme of [undefined, ...themes]) {
    const counts = await comments.counts({ ...query, theme });
    columns.push(new Map(counts.map((row) => [row.commune, row.comments])));
  }
  return columns;
}
