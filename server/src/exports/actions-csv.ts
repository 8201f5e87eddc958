import type { Action, ActionList } from '@sipas/shared/wire';
import { type Cell, type CsvFormat, count, csvBytes, text } from './csv-format.ts';

const list = (named: Action['units'], member: 'code' | 'label'): Cell =>
  text(named.map((one) => one[member]).join('; '));

const columns: readonly (readonly [string, (action: Action, list: ActionList) => Cell])[] = [
  ['action_id', ({ id }) => text(id)],
  ['revision', ({ revision }) => count(revision)],
  ['wave_id', ({ wave }) => text(wave.id)],
  ['wave_name', ({ wave }) => text(wave.name)],
  ['instrument_id', ({ instrument }) => text(instrument.id)],
  ['what', ({ what }) => text(what)],
  ['responsible', ({ responsible }) => text(responsible)],
  ['due_day', ({ dueDay }) => text(dueDay)],
  ['status', ({ status }) => text(status)],
  ['days_late', ({ daysLate }) => count(daysLate)],
  ['as_of', (_, { today }) => text(today)],
  ['level', ({ level }) => text(level.code)],
  ['unit_codes', ({ units }) => list(units, 'code')],
  ['unit_names', ({ units }) => list(units, 'label')],
  ['units_elsewhere', ({ otherUnits }) => count(otherUnits)],
  ['criterion_codes', ({ criteria }) => list(criteria, 'code')],
  ['criterion_labels', ({ criteria }) => list(criteria, 'label')],
  ['evidence', ({ evidence }) => text(evidence)],
  ['created_at', ({ createdAt }) => text(createdAt)],
  ['changed_at', ({ changedAt }) => text(changedAt)],
  ['changed_by', ({ changedBy }) => text(changedBy)],
];

/**
 * Answers: a list of actions as a spreadsheet file.
 * Shape:   one row an action, in the order of the list; codes and names of units and criteria in one cell each.
 * Rule:    F-15
 */
export const actionsCsv = (table: ActionList, format: CsvFormat): AsyncGenerator<Uint8Array> =>
  csvBytes(
    columns.map(([name]) => name),
    table.actions.map((action) => columns.map(([, cell]) => cell(action, table))),
    format,
  );
