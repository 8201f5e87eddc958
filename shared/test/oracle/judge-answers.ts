import type { OracleCase } from './random-designs.ts';

/** Figures of one case by name, as one side has them; not finite where it gives none. */
export type Figures = ReadonlyMap<string, number>;

export interface Verdict {
  /** How many figures were compared and agree. */
  readonly agree: number;
  /** Figures that one side alone has, by the reason that explains it. */
  readonly explained: Readonly<Record<string, number>>;
  /** Figures that differ, and such as one side alone has for no known reason. */
  readonly complaints: readonly string[];
}

const isEstimate = (figure: string): boolean =>
  /(^|\.)(mean|total|ratio|difference|df)$/.test(figure);
/** What rests on variances that R gives no number for. */
const restsOnVariance = (figure: string): boolean => /(\.se|low|high|deff)$/.test(figure);

/**
 * Answers: do both sides have the same figures of a case?
 * Shape:   case, our figures (null: all refused), R's → how many agree, what only one side has and why, what is wrong. A
 *          figure that one side lacks is wrong unless a reason is known: nothing passes by being left out.
 * Units:   relative: 1e-9 for estimates, 1e-7 for what rests on variances.
 */
export function judgeAnswers(given: OracleCase, ours: Figures | null, theirs: Figures): Verdict {
  const explained: Record<string, number> = {};
  const complaints: string[] = [];
  let agree = 0;
  const figures = new Set([...(ours?.keys() ?? []), ...theirs.keys()]);
  figures.delete('failed');
  for (const figure of [...figures].sort()) {
    const [own, other] = [ours?.get(figure) ?? Number.NaN, theirs.get(figure) ?? Number.NaN];
    const told = `case ${String(given.id)} ${figure}: ours ${String(own)}, R ${String(other)}`;
    if (Number.isFinite(own) && Number.isFinite(other)) {
      // A standard error of nothing is what rounding leaves of its estimate.
      const of = ours?.get(figure.replace(/\.se$/, '')) ?? 0;
      const scale = Math.max(Math.abs(other), Math.abs(of) * 1e-6, 1e-3);
      if (Math.abs(own - other) > (isEstimate(figure) ? 1e-9 : 1e-7) * scale) complaints.push(told);
      else agree += 1;
    } else if (Number.isFinite(own) || Number.isFinite(other)) {
      const reason = reasonFor(given, { figure, own, other, ours, theirs });
      if (reason === null) complaints.push(`${told} (only one side)`);
      else explained[reason] = (explained[reason] ?? 0) + 1;
    }
  }
  return { agree, explained, complaints };
}

interface OneSided {
  readonly figure: string;
  readonly own: number;
  readonly other: number;
  readonly ours: Figures | null;
  readonly theirs: Figures;
}

function reasonFor(given: OracleCase, { figure, own, other, theirs }: OneSided): string | null {
  if (theirs.has('failed') && given.margins === 2) return 'R does not rake so far';
  const domain = /^(all|inside)\./.exec(figure)?.[1];
  const of = (name: string): number => theirs.get(`${domain ?? 'all'}.${name}`) ?? Number.NaN;
  if (Number.isFinite(own)) {
    const isAverage = given.singleClusters === 'average' && restsOnVariance(figure);
    return isAverage ? 'R averages over no stratum' : null;
  }
  if (!(of('df') > 0)) return 'one cluster has no variance: refused here';
  const isNothing = figure.endsWith('.deff') && of('mean.se') < 1e-12;
  return isNothing && Number.isFinite(other) ? 'a variance of nothing has no design effect' : null;
}
