import {
  type Finding,
  type SignalCode,
  assessInterviews,
  findBackCheckMismatches,
  signalCodes,
} from '@sipas/shared/quality';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Way } from './cheating.ts';
import { type SimulatedWave, batteriesOf, openShipped, simulateWave } from './simulated-wave.ts';

const waves = Number(process.env['SIPAS_QUALITY_WAVES'] ?? 3);
const ways: readonly Way[] = ['copies', 'says-the-same', 'hurries', 'at-the-table', 'gives-up'];

interface Rate {
  judged: number;
  falseAlarms: number;
  planted: number;
  found: number;
  /** Raised on honest surveyors and their forms, where others cheat. */
  besides: number;
  others: number;
}

const nothing = { judged: 0, falseAlarms: 0, planted: 0, found: 0, besides: 0, others: 0 };
const rates = new Map<SignalCode, Rate>(signalCodes.map((code) => [code, { ...nothing }]));
const rateOf = (code: SignalCode): Rate => rates.get(code) ?? { ...nothing };
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function countHonest(findings: readonly Finding[]): void {
  for (const { code, outcome } of findings) {
    const rate = rateOf(code);
    rate.judged += Number(outcome === 'raised' || outcome === 'quiet');
    rate.falseAlarms += Number(outcome === 'raised');
  }
}

function countCheated(
  findings: readonly Finding[],
  { interviews, planted, cheats }: SimulatedWave,
): void {
  const surveyors = new Map(interviews.map((one) => [one.responseId, one.surveyorId]));
  const found = new Set<string>();
  for (const { code, subject, outcome } of findings) {
    if (outcome !== 'raised' && outcome !== 'quiet') continue;
    if (outcome === 'raised') found.add(`${code} ${subject.id}`);
    if (cheats.has(surveyors.get(subject.id) ?? subject.id)) continue;
    rateOf(code).others++;
    rateOf(code).besides += Number(outcome === 'raised');
  }
  for (const [code, ids] of planted) {
    rateOf(code).planted += ids.size;
    rateOf(code).found += [...ids].filter((id) => found.has(`${code} ${id}`)).length;
  }
}

const percent = (part: number, whole: number): string =>
  `${(100 * share(part, whole)).toFixed(2)} % of ${String(whole)}`;

beforeAll(async () => {
  const instruments = await openShipped();
  const batteries = batteriesOf(instruments);
  const assess = (wave: SimulatedWave): readonly Finding[] => [
    ...assessInterviews(wave.interviews, batteries),
    ...findBackCheckMismatches(wave.checks),
  ];
  for (let wave = 0; wave < waves; wave++) {
    countHonest(assess(simulateWave(instruments, `honest ${String(wave)}`, [])));
    const cheated = simulateWave(instruments, `cheated ${String(wave)}`, ways);
    countCheated(assess(cheated), cheated);
  }
  const table = [...rates].map(
    ([code, { judged, falseAlarms, planted, found, besides, others }]) =>
      `| \`${code}\` | ${percent(falseAlarms, judged)} | ${percent(found, planted)} | ${percent(besides, others)} |`,
  );
  const head =
    '| Signal | Raised where all are honest | Found of what was planted | Raised on the honest beside it |';
  process.stderr.write(`${[head, '|---|---|---|---|', ...table].join('\n')}\n`);
}, 600_000);

describe('signals of quality on simulated field work', () => {
  test.each([
    ['response.too-fast', 0.005],
    ['response.long-run', 0.005],
    ['response.equal-answers', 0.005],
    ['response.near-duplicate', 0.005],
    ['response.at-night', 0],
    ['surveyor.low-variance', 0.02],
    ['surveyor.position-pile', 0.02],
    ['surveyor.break-offs', 0.02],
    ['surveyor.unlike-neighbours', 0.02],
    ['surveyor.back-check', 0.02],
    ['item.back-check', 0.02],
  ] as const)('%s is raised without reason in at most %s of what is judged', (code, most) => {
    const { judged, falseAlarms } = rateOf(code);

    expect(judged).toBeGreaterThan(0);
    expect(share(falseAlarms, judged)).toBeLessThanOrEqual(most);
  });

  test.each([
    ['response.too-fast', 0.9],
    ['response.long-run', 0.8],
    ['response.equal-answers', 0.9],
    ['response.near-duplicate', 0.8],
    ['response.at-night', 1],
    ['surveyor.low-variance', 0.9],
    ['surveyor.position-pile', 1],
    ['surveyor.break-offs', 0.5],
    ['surveyor.unlike-neighbours', 0.5],
    ['surveyor.back-check', 0.5],
  ] as const)('%s finds at least %s of what was made up', (code, least) => {
    const { planted, found } = rateOf(code);

    expect(planted).toBeGreaterThan(0);
    expect(share(found, planted)).toBeGreaterThanOrEqual(least);
  });
});
