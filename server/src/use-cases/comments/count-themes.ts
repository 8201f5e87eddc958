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
 *          Of a frozen wave the same comments count in every table, those of its first edition; what was coded since it
 *          was first asked for is taken over by lots of as many comments of a question and commune as the least cell has.
 *          So two tables of it never differ by one person, nor by one comment.
 * Errors:  wave.unknown, report.unknown-instrument, comment.unknown-question; report.unknown-level, also for villages.
 * Source:  decisions 85 and 117.
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

  const whole = { ...query, communes: new Set(responsesOf.keys()), question };
  const isFrozen = wave.wave.edition !== undefined;
  const { columns, waiting } = await (isFrozen ? keptColumns : countColumns)(needs, whole);
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
    ...(isFrozen ? { edition: 1 } : {}),
    waiting,
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

interface Columns {
  /** All comments by commune, then those of each theme. */
  readonly columns: readonly ReadonlyMap<string, number>[];
  /** Comments whose coding does not count yet. */
  readonly waiting: number;
}
type WholeQuery = CommentQuery & { readonly question: string };

async function countColumns(
  { comments, themes }: CommentNeeds,
  query: WholeQuery,
): Promise<Columns> {
  const columns: ReadonlyMap<string, number>[] = [];
  for (const theme of [undefined, ...themes]) {
    const counts = await comments.counts({ ...query, theme });
    columns.push(new Map(counts.map((row) => [row.commune, row.comments])));
  }
  return { columns, waiting: 0 };
}

async function keptColumns(
  { comments, themes }: CommentNeeds,
  query: WholeQuery,
): Promise<Columns> {
  await comments.keepThemes(query.waveId, themes);
  const { counts, waiting } = await comments.keptThemes(query);
  const columns = [undefined, ...themes].map((theme) => {
    const column = new Map<string, number>();
    for (const row of counts)
      if (theme === undefined || row.themes.includes(theme.code))
        column.set(row.commune, (column.get(row.commune) ?? 0) + row.comments);
    return column;
  });
  return { columns, waiting };
}
