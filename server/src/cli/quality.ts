import { basename, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { falseAlarmPercents, printMeasure } from '@sipas/shared/quality';
import { readCsvLines } from '../reference-data/csv-rows.ts';
import type { AskedAgain } from '../use-cases/quality/asked-again.ts';
import {
  type QualityReview,
  type Raised,
  reviewQuality,
} from '../use-cases/quality/review-quality.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { optional, takePositionals } from './arguments.ts';
import type { Command } from './command.ts';
import { measureWords, signalWords } from './quality-words.ts';
import { done, withStorage } from './with-storage.ts';

export const qualityCommand: Command = {
  words: ['quality'],
  summary: 'name the interviews and surveyors of a wave to look at, and why; accuses nobody',
  usage: `WAVE [--back-checks FILE.csv]
  WAVE                    id of the wave
  --back-checks FILE.csv  answers asked again (phúc tra): response_id, item, recorded, found; a row an answer,
                          items and answers as 'sipas export responses' writes them

  What each signal is, its bound and how often it is false: docs/quality.md`,
  options: { 'back-checks': { type: 'string' } },
  async run({ values, positionals, config, folder }) {
    const [waveId = ''] = takePositionals(positionals, 1, 1);
    const file = optional(values, 'back-checks');
    const askedAgain = file === undefined ? ok([]) : await readBackChecks(resolve(folder, file));
    if (!askedAgain.ok) return askedAgain;
    return withStorage(config, async ({ waves, responses, people }) => {
      const needs = { reader: createWaveReader(waves), responses };
      const asked = { waveId, scope: 'all' } as const;
      const reviewed = await reviewQuality(needs, asked, askedAgain.value);
      if (!reviewed.ok) return reviewed;
      const names = new Map((await people.listUsers()).map(({ id, username }) => [id, username]));
      const raised = reviewed.value.raised.map((one) => withNames(one, names));
      const surveyors = [...reviewed.value.surveyors].map(([surveyorId, interviews]) => ({
        ...{ surveyorId, surveyor: names.get(surveyorId) ?? surveyorId, interviews },
      }));
      surveyors.sort((one, other) => (one.surveyor < other.surveyor ? -1 : 1));
      const told = { ...reviewed.value, surveyors, raised };
      return done(told, printReview(reviewed.value, raised));
    });
  },
};

const columns = ['response_id', 'item', 'recorded', 'found'] as const;

async function readBackChecks(file: string): Promise<Result<readonly AskedAgain[], Refusal>> {
  const rows = await readCsvLines(file);
  if (!rows.ok) return rows;
  if (rows.value.length === 0)
    return refuse({ code: 'back-check.empty', detail: `${basename(file)}: line 2` });
  const checks: AskedAgain[] = [];
  for (const { line, row } of rows.value) {
    const [responseId, item, recorded, found] = columns.map((name) => row[name]?.trim());
    if (!responseId || !item || recorded === undefined || found === undefined)
      return refuse({
        code: 'file.bad-row',
        detail: `line ${String(line)}: ${columns.join(', ')}`,
      });
    checks.push({ responseId, item, recorded, found, line });
  }
  return ok(checks);
}

type Named = Raised & { readonly surveyor: string | null };

const withNames = (raised: Raised, names: ReadonlyMap<string, string>): Named => {
  const { surveyorId } = raised;
  return {
    ...raised,
    surveyor: surveyorId === null ? null : (names.get(surveyorId) ?? surveyorId),
  };
};

function printReview({ wave, interviews, signals }: QualityReview, raised: readonly Named[]) {
  const tallies = signals.map(({ code, raised: up, quiet, notEnoughBase, notMeasured }) =>
    [
      code,
      signalWords[code],
      ...[up, quiet, notEnoughBase, notMeasured],
      `${falseAlarmPercents[code].replace('.', ',')} %`,
    ].join('\t'),
  );
  return [
    `${wave.name}: ${String(interviews)} phiếu / interviews`,
    '',
    'signal\ttín hiệu\tnêu lên (raised)\tkhông (quiet)\tít phiếu quá (too small a base)\tkhông đo được (not measured)\tnêu nhầm khi mọi người trung thực (false alarms)',
    ...tallies,
    '',
    ...raised.map(printRaised),
    'Tín hiệu là lý do để xem lại, không phải kết luận. / A signal is a reason to look, not a finding.',
  ].join('\n');
}

function printRaised(one: Named): string {
  const { code, surveyor, subject, value, unit, bound, n, other } = one;
  const id = subject.kind === 'surveyor' ? '' : subject.id;
  const like = other === undefined ? '' : `\t≈ ${other}`;
  const limit = printMeasure(bound, unit, measureWords);
  return `${code}\t${signalWords[code]}\t${surveyor ?? '–'}\t${id}\t${printMeasure(value, unit, measureWords)}\tngưỡng ${limit}\tn = ${String(n)}${like}`;
}
