import { addResponse, createCounts, mergeCounts, publishScores } from '@sipas/shared/scoring';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { createDie } from '../schedule.ts';
import { type Commune, communeCount, instrument, layout, simulateProvince } from './province.ts';

/**
 * Villages of a commune, households of a village: 90, 150 and 200 households whose own interval is published; then communes
 * with one village of few people, which carry the interval that is estimated from the whole wave (S-46).
 */
const designs = [
  { villages: 6, households: 15, ofLast: 15, minimumBase: 1, minimumCell: 1, status: 'published' },
  { villages: 10, households: 15, ofLast: 15, minimumBase: 1, minimumCell: 1, status: 'published' },
  { villages: 10, households: 20, ofLast: 20, minimumBase: 1, minimumCell: 1, status: 'published' },
  { villages: 4, households: 12, ofLast: 6, minimumBase: 30, minimumCell: 10, status: 'borrowed' },
  { villages: 10, households: 15, ofLast: 8, minimumBase: 30, minimumCell: 10, status: 'borrowed' },
] as const;
type Design = (typeof designs)[number];

/** What the intervals of a true 95 % should cover at least and at most. */
const bounds = {
  published: { least: 0.93, most: 0.97 },
  // Villages of the whole wave differ by their communes too, so what is taken from them is rather too wide.
  borrowed: { least: 0.93, most: 0.995 },
} as const;
/** A short run is judged with as many standard errors of its own coverage in hand. */
const patience = 3.5;
/** Of the communes at least so many carry the interval that a design is about. */
const leastShare = 0.5;

export async function run({ budget, seed, tell }: HarnessGiven): Promise<HarnessReport> {
  const die = createDie(seed);
  const share = (): number => die() / 2 ** 32;
  const province = simulateProvince(share);
  const ranks = ranksOf(province.truePercents);
  const samplesOfDesign = Math.ceil(budget / designs.length);
  const violations: string[] = [];
  const figures: Record<string, string> = {};
  for (const design of designs) {
    const sum = { intervals: 0, covered: 0, width: 0, ranksOff: 0 };
    for (let sample = 0; sample < samplesOfDesign; sample++) {
      const told = [...tableOf(province.communes, design, share).entries()].filter(
        ([, { intervalStatus }]) => intervalStatus === design.status,
      );
      sum.intervals += told.length;
      for (const [commune, { interval, rank }] of told) {
        const [low, high] = [Number(interval?.low), Number(interval?.high)];
        const truth = province.truePercents[commune] ?? Number.NaN;
        sum.covered += Number(low <= truth && truth <= high);
        sum.width += high - low;
        sum.ranksOff += Math.abs((rank ?? 0) - (ranks[commune] ?? 0));
      }
    }
    const { intervals } = sum;
    const coverage = sum.covered / intervals;
    const name = `${design.status === 'borrowed' ? 'borrowed, ' : ''}n ${String((design.villages - 1) * design.households + design.ofLast)}`;
    if (intervals < samplesOfDesign * leastShare * communeCount)
      violations.push(`${name}: only ${String(intervals)} intervals were told`);
    if (!isAsWide(bounds[design.status], coverage, intervals))
      violations.push(`${name}: ${(100 * coverage).toFixed(2)} % of intervals hold the truth`);
    figures[name] =
      `${(100 * coverage).toFixed(2)} % hold, ${(sum.width / intervals).toFixed(1)} points wide, ` +
      `${(sum.ranksOff / intervals).toFixed(2)} ranks off`;
    tell(`${name}: ${figures[name]}`);
    // A long run lets others be heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { done: samplesOfDesign * designs.length, violations, figures };
}

function isAsWide(
  { least, most }: (typeof bounds)[keyof typeof bounds],
  coverage: number,
  intervals: number,
): boolean {
  const slack = patience * Math.sqrt((least * (1 - least)) / intervals);
  return coverage >= least - slack && coverage <= most + slack;
}

/** The overall index of each commune of one sample, as the console would show it. */
function tableOf(communes: readonly Commune[], design: Design, share: () => number) {
  const units = communes.map((villages, index) => {
    const counts = createCounts(layout);
    const clusters = draw(villages, design.villages, share).map((village, place) => {
      const own = createCounts(layout);
      const wanted = place === design.villages - 1 ? design.ofLast : design.households;
      for (const household of draw(village, wanted, share)) addResponse(layout, own, household, 1);
      mergeCounts(counts, own);
      return { stratum: 'district', counts: [own] };
    });
    const unit = { code: String(index), name: '', validFrom: null, validTo: null };
    return { unit, counts: [counts], clusters };
  });
  const places = units.flatMap(({ unit, clusters }) =>
    clusters.map(({ counts }, village) => ({
      units: ['district', unit.code, `${unit.code}/${String(village)}`],
      counts,
    })),
  );
  return publishScores({
    instrument,
    layout,
    scheme: 'criterion_mean',
    by: 'overall',
    units,
    places,
    level: 1,
    groups: null,
    divider: null,
    minimumBase: design.minimumBase,
    minimumCell: design.minimumCell,
    isShown: () => true,
  });
}

/** So many of them, each as likely as any other. */
function draw<T>(from: readonly T[], wanted: number, share: () => number): T[] {
  const left = [...from];
  for (let index = 0; index < wanted; index++) {
    const other = index + Math.floor(share() * (left.length - index));
    [left[index], left[other]] = [left[other] as T, left[index] as T];
  }
  return left.slice(0, wanted);
}

const ranksOf = (percents: readonly number[]): number[] =>
  percents.map((one) => 1 + percents.filter((other) => other > one).length);
