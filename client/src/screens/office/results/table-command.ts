import type { AnswerTable, ChangeTable, PriorityTable, ScoreTable } from '@sipas/shared/wire';

const line = (command: string, options: Readonly<Record<string, string | null>>): string =>
  [
    `npm run -s sipas -- ${command}`,
    ...Object.entries(options).flatMap(([name, value]) =>
      value === null ? [] : [`--${name} ${value}`],
    ),
  ].join(' ');

/** The name by which the instrument of a table is asked for: its version, where the wave has a newer one of the same id. */
interface Named {
  readonly instrument: string;
}

/** Answers: the line that makes a table of indices again on the server's machine. */
export const scoresCommand = (
  {
    wave,
    level,
    by,
    scheme,
    group,
  }: Pick<ScoreTable, 'wave' | 'level' | 'by' | 'scheme' | 'group'>,
  { instrument }: Named,
): string => line('export scores', { wave: wave.id, instrument, level, by, scheme, group });

/** Answers: the line that makes a table of answers again. */
export const answersCommand = (
  { wave, level, question, group }: Pick<AnswerTable, 'wave' | 'level' | 'question' | 'group'>,
  { instrument }: Named,
): string => line('export answers', { wave: wave.id, instrument, question, level, group });

/** Answers: the line that makes a comparison of two waves again. */
export const changesCommand = ({
  before,
  after,
  level,
  by,
  scheme,
  instrument,
  on,
}: Pick<
  ChangeTable,
  'before' | 'after' | 'level' | 'by' | 'scheme' | 'instrument' | 'on'
>): string => line(`compare ${before.id} ${after.id}`, { instrument, level, by, scheme, on });

/** Answers: the line that makes the indices again of which priorities are reckoned. */
export const prioritiesCommand = (
  { wave, level, scheme }: Pick<PriorityTable, 'wave' | 'level' | 'scheme'>,
  named: Named,
): string => scoresCommand({ wave, level, by: 'criterion', scheme, group: null }, named);
