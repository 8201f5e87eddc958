import { type ReportLevel, createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, printPercent, refuse } from '@sipas/shared/kernel';
import type { Progress, ProgressRow } from '@sipas/shared/wire';
import type {
  CommuneScope,
  KeptApartRow,
  PeopleStore,
  ProgressCount,
  ResponseStore,
  User,
} from '../ports/index.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import { createIsShown, unitAt, unitsOfLevel } from './report-scores/index.ts';
import { type OpenWave, type WaveReader, isInScope, scopeOf } from './waves/index.ts';

/** What came from the communes of a person. */
interface WhatCame {
  readonly counts: readonly ProgressCount[];
  readonly waiting: readonly KeptApartRow[];
}

/** A line of progress while it is being summed. */
interface Tally {
  code: string;
  name: string;
  target: number;
  accepted: number;
  refused: number;
  keptApart: number;
  excluded: number;
  lastReceivedAt: string | null;
}

/**
 * Answers: how far is the field work: wanted, accepted, refused, waiting, by unit and by surveyor?
 * Shape:   wave and level → the total of the person's communes; the units of the level that lie wholly in them, also
 *          those where nothing came; surveyors with anything in them, by name, which an observer is not told.
 * Units:   households and forms; rate in percent 0–100, accepted ÷ (accepted + refused).
 * Errors:  wave.unknown; report.unknown-level.
 * Rule:    P-11
 */
export async function reportProgress(
  needs: {
    readonly reader: WaveReader;
    readonly responses: ResponseStore;
    readonly people: PeopleStore;
  },
  user: User,
  waveId: string,
  asked = 'commune',
): Promise<Result<Progress, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  if (!level.ok) return refuse({ code: 'report.unknown-level', detail: asked });
  const scope = scopeOf(user, wave);
  const came: WhatCame = {
    counts: await needs.responses.progress(waveId, scope),
    waiting: await allKeptApart(needs.responses, waveId, scope),
  };
  return ok({
    level: asked,
    total: totalRow(wave, scope, came),
    units: unitRows(wave, level.value, scope, came),
    surveyors: user.role === 'observer' ? [] : surveyorRows(await needs.people.listUsers(), came),
  });
}

const pageLength = 500;

async function allKeptApart(responses: ResponseStore, waveId: string, scope: CommuneScope) {
  const rows: KeptApartRow[] = [];
  for (;;) {
    const page = await responses.keptApart(waveId, scope, {
      limit: pageLength,
      offset: rows.length,
    });
    rows.push(...page.items);
    if (page.items.length < pageLength) return rows;
  }
}

function unitRows(
  wave: OpenWave,
  level: ReportLevel,
  scope: CommuneScope,
  { counts, waiting }: WhatCame,
): ProgressRow[] {
  const tallies = new Map<string, Tally>();
  for (const { code, name } of unitsOfLevel(level, wave)) tallies.set(code, emptyTally(code, name));
  const tallyAt = (commune: string, village: string): Tally => {
    const { code, name } = unitAt(level, wave, commune, village);
    const tally = tallies.get(code) ?? emptyTally(code, name);
    tallies.set(code, tally);
    return tally;
  };
  for (const { commune, code, target } of wave.villages) tallyAt(commune, code).target += target;
  for (const count of counts) addCount(tallyAt(count.commune, count.village), count);
  // What waits may have no readable village, so it is told of communes and what lies above.
  if (level.level !== 'village')
    for (const { commune } of waiting)
      if (commune !== null && wave.catalogue.unitsByCode.has(commune))
        tallyAt(commune, '').keptApart += 1;
  const isShown = createIsShown(wave, level, scope);
  return [...tallies.values()]
    .filter(({ code }) => isShown(code))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(finish);
}

function surveyorRows(users: readonly User[], { counts, waiting }: WhatCame): ProgressRow[] {
  const tallies = new Map<string, Tally>();
  const tallyOf = (id: string): Tally => {
    const user = users.find((candidate) => candidate.id === id);
    const tally = tallies.get(id) ?? emptyTally(user?.username ?? id, user?.name ?? id);
    tallies.set(id, tally);
    return tally;
  };
  for (const count of counts) addCount(tallyOf(count.surveyorId), count);
  for (const { surveyorId } of waiting) if (surveyorId !== null) tallyOf(surveyorId).keptApart += 1;
  return [...tallies.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map(finish);
}

function totalRow(wave: OpenWave, scope: CommuneScope, { counts, waiting }: WhatCame): ProgressRow {
  const total = emptyTally('total', 'Tổng');
  for (const { commune, target } of wave.villages)
    if (isInScope(scope, commune)) total.target += target;
  for (const count of counts) addCount(total, count);
  total.keptApart = waiting.length;
  return finish(total);
}

const emptyTally = (code: string, name: string): Tally => ({
  code,
  name,
  target: 0,
  accepted: 0,
  refused: 0,
  keptApart: 0,
  excluded: 0,
  lastReceivedAt: null,
});

function addCount(tally: Tally, count: ProgressCount): void {
  tally.accepted += count.accepted;
  tally.refused += count.refused;
  tally.excluded += count.excluded;
  if (count.lastReceivedAt !== null && count.lastReceivedAt > (tally.lastReceivedAt ?? ''))
    tally.lastReceivedAt = count.lastReceivedAt;
}

function finish(tally: Tally): ProgressRow {
  const met = tally.accepted + tally.refused;
  const responseRatePercent =
    met === 0
      ? null
      : printPercent({ numerator: BigInt(tally.accepted), denominator: BigInt(met) });
  return { ...tally, responseRatePercent } as ProgressRow;
}
