import type { Action, NewAction } from '@sipas/shared/wire';

/** What is being typed: lists may still be empty, the day not chosen. */
export interface ActionDraft {
  readonly instrument: string;
  readonly level: string;
  readonly what: string;
  readonly responsible: string;
  /** YYYY-MM-DD, or nothing yet. */
  readonly dueDay: string;
  readonly status: Action['status'];
  readonly evidence: string;
  readonly units: readonly string[];
  readonly criteria: readonly string[];
}

export const emptyAction: ActionDraft = {
  ...{ instrument: '', level: 'province', what: '', responsible: '', dueDay: '' },
  ...{ status: 'planned', evidence: '', units: [], criteria: [] },
};

/** Answers: an action as it is typed anew. */
export const draftOf = (action: Action): ActionDraft => ({
  instrument: action.instrument.id,
  level: action.level.code,
  what: action.what,
  responsible: action.responsible,
  dueDay: action.dueDay,
  status: action.status,
  evidence: action.evidence,
  units: action.units.map(({ code }) => code),
  criteria: action.criteria.map(({ code }) => code),
});

export type DraftField = 'what' | 'responsible' | 'dueDay' | 'units' | 'criteria';

/** Answers: what must still be filled in before it can be kept, in the order of the form. */
export function missingIn(draft: ActionDraft): readonly DraftField[] {
  const empty: readonly (readonly [DraftField, boolean])[] = [
    ['what', draft.what.trim() === ''],
    ['responsible', draft.responsible.trim() === ''],
    ['dueDay', draft.dueDay === ''],
    ['criteria', draft.criteria.length === 0],
    ['units', draft.units.length === 0],
  ];
  return empty.filter(([, isMissing]) => isMissing).map(([field]) => field);
}

type Content = Omit<NewAction, 'waveId' | 'instrument'>;

/** Answers: what is sent of a draft that lacks nothing. */
export const contentOf = ({ instrument: _instrument, ...draft }: ActionDraft): Content => ({
  ...draft,
  dueDay: draft.dueDay as Content['dueDay'],
  units: [...draft.units],
  criteria: [...draft.criteria],
});

type ComparedField = Exclude<keyof Content, 'level'>;
const compared: readonly ComparedField[] = [
  ...(['status', 'what', 'responsible', 'dueDay', 'units', 'criteria', 'evidence'] as const),
];

/** Answers: in which fields does a newer version of the action differ from what is being typed? */
export function differingFields(draft: ActionDraft, newer: Action): readonly ComparedField[] {
  const other = draftOf(newer);
  const text = (value: ActionDraft[ComparedField]): string =>
    typeof value === 'string' ? value.trim() : JSON.stringify([...value].sort());
  return compared.filter((field) => text(draft[field]) !== text(other[field]));
}
