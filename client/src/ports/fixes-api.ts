import type { Uuid7 } from '@sipas/shared/kernel';
import type {
  Action,
  ActionChoices,
  ActionDetails,
  ActionList,
  ActionOutcome,
  ActionRevisionRequest,
  NewAction,
  PriorityTable,
  SchemeName,
} from '@sipas/shared/wire';
import type { Answer, DownloadedFile } from './api-answer.ts';

/** Which priorities: those of one unit, or of every unit of the level. */
export interface PriorityQuery {
  readonly wave: Uuid7;
  readonly instrument: string;
  readonly level: string;
  readonly scheme: SchemeName;
  readonly unit: string | null;
  /** Only the first of each unit; a file has them all. */
  readonly firstOnly: boolean;
}

/** Which actions; null and false: all of them. */
export interface ActionFilter {
  readonly status: Action['status'] | null;
  readonly unit: string | null;
  readonly overdue: boolean;
}

/** What the console asks to get from figures to fixes. */
export interface FixesApi {
  priorities(query: PriorityQuery, signal: AbortSignal): Answer<PriorityTable>;
  /** Answers: the same as a file that Excel opens; without a unit every criterion of every unit. */
  prioritiesCsv(query: PriorityQuery): Answer<DownloadedFile>;
  /** Answers: all actions that the person may see. */
  actions(signal: AbortSignal): Answer<ActionList>;
  actionsCsv(filter: ActionFilter): Answer<DownloadedFile>;
  action(id: string, signal?: AbortSignal): Answer<ActionDetails>;
  /** Answers: what a later wave says; the next one where none is named. */
  actionOutcome(id: string, wave: string | null, signal: AbortSignal): Answer<ActionOutcome>;
  /** Answers: what an action of this wave may name. */
  actionChoices(
    asked: { readonly wave: Uuid7; readonly level: string; readonly instrument: string },
    signal: AbortSignal,
  ): Answer<ActionChoices>;
  beginAction(asked: NewAction): Answer<ActionDetails>;
  /** Writes an action anew on the revision that was seen; action.changed where there is a newer one. */
  reviseAction(id: string, asked: ActionRevisionRequest): Answer<ActionDetails>;
}
