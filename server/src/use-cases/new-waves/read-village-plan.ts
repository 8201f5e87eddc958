import Papa from 'papaparse';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { waveLimits } from '@sipas/shared/wire';
import type { PlannedVillage } from '../../ports/index.ts';
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
  if (bytes.length > waveLimits.planBytes) return refuse({ code: 'plan.file-too-large' });
  const text = decode(bytes);
  if (text === null) return refuse({ code: 'plan.unreadable-file' });
  if (text.trim() === '') return refuse({ code: 'plan.empty' });
  const parsed = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] });
  const [header = [], ...rows] = parsed.data;
  const names = header.map((name) => name.trim().toLowerCase());
  const unfit = columns.filter((column) => names.filter((name) => name === column).length !== 1);
  if (unfit.length > 0) return refuse({ code: 'plan.wrong-columns', detail: unfit.join(', ') });
  const broken = parsed.errors.find(({ code }) => code !== 'UndetectableDelimiter');
  if (broken !== undefined)
    return refuse({ code: 'plan.bad-row', detail: String((broken.row ?? 0) + 1) });
  const villages = readRows(names, rows);
  return villages.ok && villages.value.length === 0 ? refuse({ code: 'plan.empty' }) : villages;
}

function readRows(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): Result<readonly ReadVillage[], Refusal> {
  const villages: ReadVillage[] = [];
  const seen = new Set<string>();
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const line = index + 2;
    if (cells.length !== names.length)
      return refuse({ code: 'plan.bad-row', detail: String(line) });
    const cellOf = (column: string) => (cells[names.indexOf(column)] ?? '').normalize('NFC').trim();
    const unfit = columns.find((column) => !isFit(column, cellOf(column)));
    if (unfit !== undefined)
      return refuse({
        code: 'plan.bad-cell',
        detail: `${String(line)}, ${unfit}: "${cellOf(unfit).slice(0, 60)}"`,
      });
    const [commune, code] = [cellOf('commune'), cellOf('code')];
    const place = `${commune}/${code}`;
    if (seen.has(place))
      return refuse({ code: 'plan.repeated-village', detail: `${String(line)}: ${place}` });
    seen.add(place);
    villages.push({ line, commune, code, name: cellOf('name'), target: Number(cellOf('target')) });
  }
  return ok(villages);
}

const isFit = (column: (typeof columns)[number], cell: string): boolean =>
  column === 'target'
    ? /^\d{1,6}$/.test(cell) && Number(cell) <= mostTarget
    : cell !== '' && cell.length <= longestCell && !/\p{Cc}/u.test(cell);

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Valid UTF-8 all the same: a workbook, text of two bytes a letter, or what a reader before put in place of such bytes.
    return text.includes('\u0000') || text.includes('\uFFFD') ? null : text;
  } catch {
    return null;
  }
}
