import {
  type Catalogue,
  type Unit,
  createCatalogue,
  firstUnitDay,
} from '@sipas/shared/admin-units';
import { type Day, type Result, isDay, ok, refuse } from '@sipas/shared/kernel';
import { readUnitHistory } from '../reference-data/read-unit-history.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { optional, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done } from './with-storage.ts';

export const unitsOnCommand: Command = {
  words: ['units', 'on'],
  summary: 'list the administrative units in force on a day, without a store',
  usage: `DATE [--level LEVEL] [--under CODE]
  DATE           from ${firstUnitDay} on, YYYY-MM-DD
  --level LEVEL  list these: province, district, commune; without it only count them
  --under CODE   only those inside of this unit`,
  options: { level: { type: 'string' }, under: { type: 'string' } },
  async run({ values, positionals }) {
    const [text = ''] = takePositionals(positionals, 1, 1);
    const day = readDay(text);
    const history = await readUnitHistory(shippedData);
    if (!history.ok) return history;
    const catalogue = createCatalogue(history.value.units, day);
    const units = unitsUnder(catalogue, optional(values, 'under'));
    if (!units.ok) return units;
    const level = optional(values, 'level');
    if (level === undefined) {
      const counts = countByLevel(catalogue, units.value);
      const lines = counts.map((row) => `${row.level}\t${String(row.units)}`);
      return done({ day, levels: counts }, lines.join('\n'));
    }
    if (!catalogue.levels.includes(level))
      return refuse({ code: 'report.unknown-level', detail: `${level}, ${day}` });
    const listed = units.value.filter((unit) => unit.level === level);
    return done({ day, level, units: listed }, listed.map(printUnit).join('\n'));
  },
};

/** Answers: a day for which the units are on record; throws UsageFault for anything else. */
export function readDay(text: string): Day {
  if (!isDay(text) || text < firstUnitDay)
    throw new UsageFault(`${text} is no day from ${firstUnitDay} on (YYYY-MM-DD)`);
  return text;
}

function unitsUnder(
  catalogue: Catalogue,
  under: string | undefined,
): Result<readonly Unit[], Refusal> {
  if (under === undefined) return ok(catalogue.units);
  if (!catalogue.unitsByCode.has(under))
    return refuse({ code: 'unit.not-on-day', detail: `${under}, ${catalogue.day}` });
  return ok(catalogue.units.filter((unit) => isUnder(catalogue, unit, under)));
}

function isUnder(catalogue: Catalogue, unit: Unit, under: string): boolean {
  if (unit.parentCode === null) return false;
  if (unit.parentCode === under) return true;
  const parent = catalogue.unitsByCode.get(unit.parentCode);
  return parent !== undefined && isUnder(catalogue, parent, under);
}

const countByLevel = ({ levels }: Catalogue, units: readonly Unit[]) =>
  levels
    .map((level) => ({ level, units: units.filter((unit) => unit.level === level).length }))
    .filter((row) => row.units > 0);

const printUnit = ({ code, name, parentCode, validFrom, validTo }: Unit): string =>
  [code, name, parentCode ?? '–', `${validFrom ?? '…'} – ${validTo ?? '…'}`].join('\t');
