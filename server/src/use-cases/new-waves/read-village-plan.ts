import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { waveLimits } from '@sipas/shared/wire';
import type { PlannedVillage } from '../../ports/index.ts';
import { readSheet } from '../read-sheet.ts';
import type { Refusal } from '../refusal.ts';

/** A village of the sample plan, with the line of the file on which it stands, the header being line 1. */
export interface ReadVillage extends PlannedVillage {
  readonly line: number;
}

const columns = ['commune', 'code', 'name', 'target'] as const;
const mostTarget = 100_000;
const longestCell = 200;

/**
 * Answers: which villages does a file plan, with how many households each?
 * Shape:   bytes of a CSV in UTF-8, with or without the mark at its beginning; comma, semicolon or tab; columns commune, code,
 *          name, target in any order, others are passed over; blank lines are none → its villages with their lines.
 * Units:   target in households, whole, 0 to 100 000.
 * Errors:  plan.file-too-large; plan.unreadable-file; plan.empty; plan.wrong-columns naming those that lack or stand twice;
 *          plan.bad-row with its line; plan.bad-cell and plan.repeated-village with line and column or codes.
 * Rule:    W-31
 */
export function readVillagePlan(bytes: Uint8Array): Result<readonly ReadVillage[], Refusal> {
  const sheet = readSheet(
    bytes,
    waveLimits.planBytes,
    columns.map((name) => [name]),
  );
  if (!sheet.ok) {
    const { fault, ...detail } = sheet.error;
    // A file without anything in it lacks its columns, too; that it is empty says more.
    const isEmpty = fault === 'wrong-columns' && isBlank(bytes);
    return refuse(isEmpty ? { code: 'plan.empty' } : { code: `plan.${fault}`, ...detail });
  }
  const villages: ReadVillage[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of sheet.value) {
    const unfit = columns.findIndex((column, at) => !isFit(column, cells[at] ?? ''));
    if (unfit !== -1)
      return refuse({
        code: 'plan.bad-cell',
        detail: `${String(line)}, ${columns[unfit] ?? ''}: "${(cells[unfit] ?? '').slice(0, 60)}"`,
      });
    const [commune = '', code = '', name = '', target = ''] = cells;
    const place = `${commune}/${code}`;
    if (seen.has(place))
      return refuse({ code: 'plan.repeated-village', detail: `${String(line)}: ${place}` });
    seen.add(place);
    villages.push({ line, commune, code, name, target: Number(target) });
  }
  return villages.length === 0 ? refuse({ code: 'plan.empty' }) : ok(villages);
}

const isFit = (column: (typeof columns)[number], cell: string): boolean =>
  column === 'target'
    ? /^\d{1,6}$/.test(cell) && Number(cell) <= mostTarget
    : cell !== '' && cell.length <= longestCell && !/\p{Cc}/u.test(cell);

const isBlank = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes).trim() === '';
