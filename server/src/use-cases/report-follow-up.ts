import type { Theme } from '@sipas/shared/comments';
import { type Result, ok } from '@sipas/shared/kernel';
import type { ReportMaterial } from '@sipas/shared/report';
import type { ActionStore, Clock } from '../ports/index.ts';
import { listActions } from './actions/index.ts';
import { type CommentNeeds, countThemes, openComments } from './comments/index.ts';
import type { Refusal } from './refusal.ts';
import { reportPriorities } from './report-priorities.ts';
import type { FigureReader } from './told-wave.ts';

interface Needs extends Omit<CommentNeeds, 'themes'> {
  readonly actions: ActionStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly themes: readonly Theme[];
}

/**
 * Answers: what of the report of a wave leads from its figures to what is done: of what people spoke, where the index could
 *          gain, and what was decided.
 * Shape:   priorities and numbers by theme of each province, from tables that passed the gate; actions on this form, decided
 *          after this wave or an earlier one: what was promised then is still owed.
 * Missing: a form without a question in free text has no numbers by theme.
 * Errors:  those of countThemes and reportPriorities.
 * Rule:    N-25
 */
export async function readFollowUp(
  needs: Needs & Parameters<typeof reportPriorities>[0],
  user: FigureReader,
  { waveId, instrument }: { readonly waveId: string; readonly instrument: string },
): Promise<Result<Pick<ReportMaterial, 'comments' | 'priorities' | 'actions'>, Refusal>> {
  const comments = await readComments(needs, user, waveId, instrument);
  if (!comments.ok) return comments;
  const priorities = await reportPriorities(needs, user, waveId, { instrument });
  if (!priorities.ok) return priorities;
  // Nobody writes an action here: which role reads it does not matter.
  const { actions } = await listActions(needs, { ...user, role: 'analyst' }, {});
  return ok({
    comments: comments.value,
    priorities: { ...priorities.value, rows: [...priorities.value.rows] },
    // Ids of waves rise with the time at which they were made.
    actions: actions.filter(
      (action) => action.wave.id <= waveId && action.instrument.id === instrument,
    ),
  });
}

async function readComments(
  needs: CommentNeeds,
  user: FigureReader,
  waveId: string,
  instrument: string,
): Promise<Result<ReportMaterial['comments'], Refusal>> {
  const opened = await openComments(needs, user, waveId, instrument);
  if (!opened.ok) return opened;
  // Those before it ask for the words behind an "other"; the open one stands last in a form.
  const open = opened.value.questions.at(-1);
  if (open === undefined) return ok([]);
  const table = await countThemes(needs, user, waveId, { instrument, question: open.code });
  if (!table.ok) return table;
  const themes = needs.themes.map(({ code, title }) => ({ code, title: title.vi }));
  return ok([{ label: open.label, table: table.value, themes }]);
}
