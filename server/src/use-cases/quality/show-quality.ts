import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { falseAlarmPercents } from '@sipas/shared/quality';
import type { ProblemCode } from '@sipas/shared/problems';
import type * as wire from '@sipas/shared/wire';
import type { DeviceStore, PeopleStore, ResponseStore, User } from '../../ports/index.ts';
import { countOf, openMatters } from '../device-ledger/index.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { type OpenWave, type WaveReader, scopeOf } from '../waves/index.ts';
import { type QualityReview, reviewQuality } from './review-quality.ts';

/** What waits of one surveyor, by its code. */
export interface KeptApartTally {
  readonly code: ProblemCode;
  readonly count: number;
}

type SurveyorView = Omit<wire.SurveyorQuality, 'keptApart' | 'phones'> & {
  readonly keptApart: readonly KeptApartTally[];
  readonly phones: readonly (Omit<wire.SurveyorQuality['phones'][number], 'id'> & {
    readonly id: string;
  })[];
};

/** Everything that may hint at an invented interview, in one view. */
export type QualityView = Omit<wire.Quality, 'surveyors' | 'raised'> & {
  readonly surveyors: readonly SurveyorView[];
  readonly raised: readonly (Omit<wire.RaisedSignal, 'finishedAt'> & {
    readonly finishedAt: string | null;
  })[];
};

interface Needs {
  readonly reader: WaveReader;
  readonly responses: ResponseStore;
  readonly devices: DeviceStore;
  readonly people: Pick<PeopleStore, 'listUsers'>;
}

const mostRaised = 1000;
const pageLines = 500;

/**
 * Answers: what is there to look at in the interviews of this wave, as far as this person may see them?
 * Shape:   person, wave → signals with how often they are false, and for each surveyor what was raised, which lines wait (a
 *          signature, a hash or a link of the chain that does not hold among them), and what the phones' numbers and clocks
 *          say. Those with most to look at come first. Names interviews, never an answer, and accuses nobody.
 * Units:   milliseconds; percent.
 * Errors:  wave.unknown.
 * Source:  docs/quality.md; decision 105.
 * Rule:    K-20
 */
export async function showQuality(
  needs: Needs,
  user: User,
  waveId: string,
): Promise<Result<QualityView, Refusal>> {
  const wave = await visibleWave(needs.reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const asked = { waveId, scope: scopeOf(user, wave) };
  const reviewed = await reviewQuality(needs, asked, []);
  if (!reviewed.ok) return reviewed;
  const waiting = await countWaiting(needs, wave, user);
  const people = new Map((await needs.people.listUsers()).map((one) => [one.id, one] as const));
  const phones = await phonesBy(needs);
  const { signals, interviews, raised, surveyors } = reviewed.value;
  const ids = new Set([...surveyors.keys(), ...waiting.keys()]);
  const views = [...ids].map((id): SurveyorView => {
    const { username, name } = people.get(id) ?? { username: id, name: id };
    return {
      ...{ username, name, interviews: surveyors.get(id) ?? 0 },
      signals: tally(raised.filter(({ surveyorId }) => surveyorId === id).map(({ code }) => code)),
      keptApart: tally(waiting.get(id) ?? []),
      phones: phones.get(id) ?? [],
    };
  });
  return ok({
    interviews,
    signals: signals.map((one) => ({ ...one, falseAlarmPercent: falseAlarmPercents[one.code] })),
    surveyors: views.sort(byWeight),
    raised: raised
      .slice(0, mostRaised)
      .map((one) => viewOf(one, wave, (id) => people.get(id)?.username ?? id)),
    raisedCount: raised.length,
  });
}

/** What a surveyor has to be looked at for: a fork or a bad signature is rarer than a signal, and stands before it. */
const weightOf = ({ signals, keptApart, phones }: SurveyorView): readonly [number, number] => [
  phones.reduce((sum, { forks }) => sum + forks, 0) +
    keptApart
      .filter(({ code }) => code.startsWith('envelope.'))
      .reduce((sum, { count }) => sum + count, 0),
  signals.reduce((sum, { count }) => sum + count, 0),
];

function byWeight(one: SurveyorView, other: SurveyorView): number {
  const [marks, signals] = weightOf(one);
  const [otherMarks, otherSignals] = weightOf(other);
  return otherMarks - marks || otherSignals - signals || (one.username < other.username ? -1 : 1);
}

function tally<Code extends string>(
  codes: readonly Code[],
): { readonly code: Code; readonly count: number }[] {
  const counts = new Map<Code, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}

/** Codes of the lines that wait, by surveyor; a line that names none is nobody's. */
async function countWaiting(
  { responses }: Needs,
  wave: OpenWave,
  user: User,
): Promise<ReadonlyMap<string, readonly ProblemCode[]>> {
  const bySurveyor = new Map<string, ProblemCode[]>();
  for (let offset = 0; ; offset += pageLines) {
    const page = { limit: pageLines, offset };
    const { items, total } = await responses.keptApart(wave.wave.id, scopeOf(user, wave), page);
    for (const { surveyorId, code } of items)
      if (surveyorId !== null)
        bySurveyor.set(surveyorId, [...(bySurveyor.get(surveyorId) ?? []), code]);
    if (offset + items.length >= total || items.length === 0) return bySurveyor;
  }
}

async function phonesBy({ devices }: Needs): Promise<ReadonlyMap<string, SurveyorView['phones']>> {
  const byUser = new Map<string, SurveyorView['phones'][number][]>();
  for (const { id, name, userId, unsent, clockOffsetMs } of await devices.list()) {
    const { gaps, forks } = openMatters(await devices.ledger(id), unsent);
    const phone = { id, name, forks: countOf(forks), missing: countOf(gaps), clockOffsetMs };
    byUser.set(userId, [...(byUser.get(userId) ?? []), phone]);
  }
  return byUser;
}

function viewOf(
  {
    code,
    surveyorId,
    subject,
    form,
    value,
    bound,
    unit,
    n,
    other,
  }: QualityReview['raised'][number],
  { catalogue }: OpenWave,
  usernameOf: (id: string) => string,
): QualityView['raised'][number] {
  const commune = form && (catalogue.unitsByCode.get(form.commune)?.name ?? form.commune);
  return {
    ...{ code, value, bound, unit, n, other: other ?? null },
    surveyor: surveyorId === null ? null : usernameOf(surveyorId),
    subject: subject.kind === 'surveyor' ? null : subject.id,
    communeName: commune,
    village: form?.village ?? null,
    finishedAt: form?.finishedAt ?? null,
  };
}
