import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { falseAlarmPercents } from '@sipas/shared/quality';
import type { ProblemCode } from '@sipas/shared/problems';
import type * as wire from '@sipas/shared/wire';
import type { ResponseStore, User } from '../../ports/index.ts';
import type { DeviceNeeds } from '../list-devices.ts';
import { visibleWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { type OpenWave, scopeOf } from '../waves/index.ts';
import { fairShare } from './fair-share.ts';
import {
  type LineTally,
  type PhoneMatters,
  hasMatters,
  phonesBySurveyor,
} from './phone-matters.ts';
import { type QualityReview, reviewQuality } from './review-quality.ts';
import { tally } from './tally.ts';

type SurveyorView = Omit<wire.SurveyorQuality, 'keptApart' | 'phones'> & {
  readonly keptApart: readonly LineTally[];
  readonly phones: readonly PhoneMatters[];
};

/** Everything that may hint at an invented interview, in one view. */
export type QualityView = Omit<wire.Quality, 'surveyors' | 'raised'> & {
  readonly surveyors: readonly SurveyorView[];
  readonly raised: readonly (Omit<wire.RaisedSignal, 'finishedAt'> & {
    readonly finishedAt: string | null;
  })[];
};

type Needs = DeviceNeeds & { readonly responses: ResponseStore };

const mostRaised = 1000;
const pageLines = 500;

/**
 * Answers: what is there to look at in the interviews of this wave, as far as this person may see them?
 * Shape:   person, wave → signals with how often they are false, and for each surveyor what was raised, which lines of the
 *          wave wait (a signature or a hash that does not hold among them), and beside it, of whichever wave, what the phones
 *          say: numbers, links of the chain that do not hold, lines of no wave that can be read, clocks. Those with most of
 *          this wave come first, and among equals those with most of their phones. Also a surveyor of whom nothing came but
 *          what the phone told. At most 1,000 signals are named, shared out fairly. Names interviews, never an answer, and
 *          accuses nobody.
 * Units:   milliseconds; percent.
 * Missing: lines of no wave that can be read go only to those who see all communes.
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
  const { signals, interviews, raised, surveyors } = reviewed.value;
  const waiting = await readWaiting(needs, wave, user);
  const phones = await phonesBySurveyor(needs, user, waiting.ofNoWave);
  const people = new Map((await needs.people.listUsers()).map((one) => [one.id, one] as const));
  const withMatters = [...phones].filter(([, own]) => own.some(hasMatters)).map(([id]) => id);
  const ids = new Set([...surveyors.keys(), ...waiting.ofWave.keys(), ...withMatters]);
  const shown = fairShare(raised, mostRaised);
  const views = [...ids].map((id): SurveyorView => {
    const { username, name } = people.get(id) ?? { username: id, name: id };
    return {
      ...{ username, name, interviews: surveyors.get(id) ?? 0 },
      signals: tally(raised.filter(({ surveyorId }) => surveyorId === id).map(({ code }) => code)),
      raisedShown: shown.filter(({ surveyorId }) => surveyorId === id).length,
      keptApart: tally(waiting.ofWave.get(id) ?? []),
      phones: phones.get(id) ?? [],
    };
  });
  return ok({
    interviews,
    signals: signals.map((one) => ({ ...one, falseAlarmPercent: falseAlarmPercents[one.code] })),
    surveyors: views.sort(byWeight),
    raised: shown.map((one) => viewOf(one, wave, (id) => people.get(id)?.username ?? id)),
    raisedCount: raised.length,
  });
}

const total = (counted: readonly { readonly count: number }[]): number =>
  counted.reduce((sum, { count }) => sum + count, 0);

/**
 * What a surveyor has to be looked at for, gravest first. Of this wave: two forms under one number, or a line that is not what
 * its phone made, is rarer than a signal, and stands before it. Then what no wave can be charged with.
 */
const weightOf = ({ signals, keptApart, phones }: SurveyorView): readonly number[] => [
  total(keptApart.filter(({ code }) => code.startsWith('envelope.') || code === 'response.fork')),
  total(signals),
  phones.reduce(
    (sum, { forks, brokenLinks, ofNoWave }) => sum + forks + brokenLinks + total(ofNoWave),
    0,
  ),
  phones.reduce((sum, { missing }) => sum + missing, 0),
];

function byWeight(one: SurveyorView, other: SurveyorView): number {
  const others = weightOf(other);
  const difference = weightOf(one)
    .map((weight, at) => (others[at] ?? 0) - weight)
    .find((by) => by !== 0);
  return difference ?? (one.username < other.username ? -1 : 1);
}

interface Waiting {
  /** Codes of the lines of the wave, by surveyor; a line that names none is nobody's. */
  readonly ofWave: ReadonlyMap<string, readonly ProblemCode[]>;
  /** Codes of the lines whose wave is none that is here, by phone. */
  readonly ofNoWave: ReadonlyMap<string, readonly ProblemCode[]>;
}

async function readWaiting({ responses }: Needs, wave: OpenWave, user: User): Promise<Waiting> {
  const ofWave = new Map<string, ProblemCode[]>();
  const ofNoWave = new Map<string, ProblemCode[]>();
  for (let offset = 0; ; offset += pageLines) {
    const page = { limit: pageLines, offset };
    const { items, total: all } = await responses.keptApart(
      wave.wave.id,
      scopeOf(user, wave),
      page,
    );
    for (const { surveyorId, deviceId, waveId, code } of items) {
      const [codes, id] = waveId === null ? [ofNoWave, deviceId] : [ofWave, surveyorId];
      if (id === null) continue;
      const own = codes.get(id);
      if (own === undefined) codes.set(id, [code]);
      else own.push(code);
    }
    if (offset + items.length >= all || items.length === 0) return { ofWave, ofNoWave };
  }
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
