import type { Action } from '@sipas/shared/wire';
import type { ActionFilter } from '../../../ports/fixes-api.ts';

const statuses: readonly Action['status'][] = ['planned', 'doing', 'done', 'stopped'];

/** Answers: the filter that the choices in the address ask for; a choice that does not exist is as if not made. */
export const chooseActions = (choices: Readonly<Record<string, string>>): ActionFilter => ({
  status: statuses.find((status) => status === choices['tt']) ?? null,
  unit: choices['dv'] ?? null,
  overdue: choices['han'] === 'qua',
});

/** Answers: the actions that pass; the server filters its file in the same way. */
export const filterActions = (
  actions: readonly Action[],
  { status, unit, overdue }: ActionFilter,
): readonly Action[] =>
  actions.filter(
    (action) =>
      (status === null || action.status === status) &&
      (unit === null || action.units.some(({ code }) => code === unit)) &&
      (!overdue || action.daysLate > 0),
  );

/** Answers: the units of these actions, each once, by name. */
export function unitsOf(
  actions: readonly Action[],
): readonly { readonly code: string; readonly label: string }[] {
  const byCode = new Map(actions.flatMap(({ units }) => units.map((unit) => [unit.code, unit])));
  return [...byCode.values()].sort((a, b) => a.label.localeCompare(b.label, 'vi'));
}
