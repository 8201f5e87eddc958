import type { UnitHistory } from '@sipas/shared/admin-units';
import { judgeChange } from '@sipas/shared/fixes';
import {
  type Day,
  type Result,
  type Uuid7,
  ok,
  printHundredths,
  refuse,
} from '@sipas/shared/kernel';
import type { ComparedFigure, Published, UnitChange } from '@sipas/shared/scoring';
import type { ActionOutcome, OutcomeRow } from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { defaultOverlapPercent, reportChanges } from '../report-changes.ts';
import type { VillageCounter } from '../report-scores/index.ts';
import { isEmptyScope, scopeOf } from '../waves/index.ts';
import { type ActionNeeds, type OpenAction, openAction } from './show-action.ts';

interface Needs extends ActionNeeds {
  readonly countVillages: VillageCounter;
  readonly history: () => Promise<UnitHistory>;
}

/**
 * Answers: what does a later wave say of an action?
 * Shape:   the action, a later wave (the next one without a word) → before and after of each of its criteria in each of its
 *          units that the person may see, from the published comparison of the two waves on the units of the action's wave.
 * Missing: no rows while no later wave in the person's areas has the instrument.
 * Errors:  action.unknown; wave.unknown for a wave that is none of these; report.series-broken.
 * Source:  decisions 60, 71 and 86.
 * Rule:    F-14
 */
export async function reportOutcome(
  needs: Needs,
  user: User,
  actionId: string,
  asked: string | undefined,
): Promise<Result<ActionOutcome, Refusal>> {
  const found = await openAction(needs, user, actionId);
  if (!found.ok) return found;
  const waves = await laterWaves(needs, user, found.value);
  const wave = asked === undefined ? waves[0] : waves.find(({ id }) => id === asked);
  if (wave === undefined)
    return asked === undefined
      ? ok({ waves: [], wave: null, rows: [] })
      : refuse({ code: 'wave.unknown', detail: asked });
  const rows = await compare(needs, found.value, wave.id);
  return rows.ok ? ok({ waves, wave: wave.id, rows: rows.value }) : rows;
}

/** Ids of waves rise with the time at which they were made. */
async function laterWaves(
  { reader }: ActionNeeds,
  user: User,
  { last }: OpenAction,
): Promise<ActionOutcome['waves']> {
  return (await reader.waves())
    .filter(
      (wave) =>
        wave.wave.id > last.waveId &&
        !isEmptyScope(scopeOf(user, wave)) &&
        wave.instruments.some(({ id }) => id === last.instrumentId),
    )
    .map(({ wave: { id, name, status } }) => ({ id: id as Uuid7, name, status }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function compare(
  { reader, countVillages, history }: Needs,
  { wave, last, details }: OpenAction,
  later: string,
): Promise<Result<OutcomeRow[], Refusal>> {
  const needs = { reader, countVillages, history: await history() };
  const table = await reportChanges(needs, [last.waveId, later], {
    level: last.level,
    by: 'criterion',
    on: wave.wave.catalogue as Day,
    scheme: wave.wave.scheme,
    instrument: last.instrumentId,
    minimumOverlapPercent: defaultOverlapPercent,
    units: new Set(details.units.map(({ code }) => code)),
  });
  return table.ok ? ok(outcomeRows(table.value.rows, new Set(last.criteria))) : table;
}

/** Takes rows that passed the gate, and nothing else. */
const outcomeRows = (
  rows: Published<readonly UnitChange[]>,
  criteria: ReadonlySet<string>,
): OutcomeRow[] =>
  rows
    .filter(({ code }) => criteria.has(code))
    .map((row) => ({
      unit: row.unit,
      unitName: row.unitName,
      code: row.code,
      label: row.label,
      before: sideOf(row.before),
      after: sideOf(row.after),
      points: row.pointsHundredths === null ? null : printHundredths(row.pointsHundredths),
      interval: row.interval && {
        low: printHundredths(row.interval.lowHundredths),
        high: printHundredths(row.interval.highHundredths),
      },
      approximate: row.standing === 'approximate',
      verdict: judgeChange(row),
    }));

const sideOf = ({ hundredths, interval, validCount }: ComparedFigure): OutcomeRow['before'] => ({
  percent: hundredths === null ? null : printHundredths(hundredths),
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  valid: validCount,
});
