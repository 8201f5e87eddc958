import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type OracleCase, randomCase } from './random-designs.ts';
import { judgeAnswers } from './judge-answers.ts';
import { ourFigures } from './our-figures.ts';

/**
 * `npm run test:oracle [-- CASES [FILE]]`: random designs computed by us and by R's survey package, figure by figure; R's
 * answers go into FILE where one is named. Needs R with the packages survey and MASS (Debian: r-cran-survey, r-cran-mass).
 * Ends with 1 where a figure differs by more than 1e-9 (estimates) or 1e-7 (what rests on variances), relative, or where one
 * side alone has it for no known reason.
 */
const caseCount = Number(process.argv[2] ?? 400);
const answersFile = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), 'sipas-oracle-'));

function askR(cases: readonly OracleCase[]): readonly string[] {
  const columns = Object.keys(cases[0]?.rows[0] ?? {});
  const print = (value: string | number | boolean | null): string =>
    value === null ? 'NA' : typeof value === 'boolean' ? String(Number(value)) : String(value);
  const rows = cases.flatMap(({ id, rows: sample }) =>
    sample.map((row) => [id, ...Object.values(row).map(print)].join(',')),
  );
  const rowFile = join(folder, 'rows.csv');
  writeFileSync(rowFile, [['case', ...columns].join(','), ...rows, ''].join('\n'));
  const totals = (given: Readonly<Record<string, number>>): string =>
    Object.entries(given)
      .map(([name, total]) => `${name}=${String(total)}`)
      .join(' ');
  const settingFile = join(folder, 'settings.csv');
  const settings = cases.map((given) =>
    [
      given.id,
      Number(given.isShare),
      Number(given.hasStrata),
      given.stages,
      Number(given.hasPopulations),
      given.singleClusters,
      given.margins,
      totals(given.sexTotals),
      totals(given.ageTotals),
    ].join(','),
  );
  const head =
    'case,isShare,hasStrata,stages,hasPopulations,singleClusters,margins,sexTotals,ageTotals';
  writeFileSync(settingFile, [head, ...settings, ''].join('\n'));
  const script = join(import.meta.dirname, 'survey.R');
  const out = execFileSync('Rscript', [script, rowFile, settingFile], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return out.trim().split('\n');
}

/** R's figures by case; NaN where it gives none. */
function readAnswers(lines: readonly string[]): Map<number, Map<string, number>> {
  const answers = new Map<number, Map<string, number>>();
  for (const line of lines) {
    const [id, figure = '', text = ''] = line.split(',');
    const figures = answers.get(Number(id)) ?? new Map<string, number>();
    answers.set(Number(id), figures.set(figure, Number(text)));
  }
  return answers;
}

try {
  const cases = Array.from({ length: caseCount }, (_, index) => randomCase(index + 1));
  const theirs = readAnswers(askR(cases));
  let agree = 0;
  const explained = new Map<string, number>();
  const complaints: string[] = [];
  const differences = new Map<number, number>();
  for (const given of cases) {
    const ours = ourFigures(given);
    const answer = theirs.get(given.id) ?? new Map<string, number>();
    const verdict = judgeAnswers(given, ours, answer);
    agree += verdict.agree;
    complaints.push(...verdict.complaints);
    for (const [reason, times] of Object.entries(verdict.explained))
      explained.set(reason, (explained.get(reason) ?? 0) + times);
    if (ours?.has('difference') === true && answer.has('difference'))
      differences.set(given.margins, (differences.get(given.margins) ?? 0) + 1);
  }
  const answers = Object.fromEntries(
    [...theirs].map(([id, figures]) => [
      id,
      Object.fromEntries([...figures].filter(([, value]) => Number.isFinite(value))),
    ]),
  );
  if (answersFile !== undefined) {
    mkdirSync(dirname(answersFile), { recursive: true });
    writeFileSync(answersFile, `${JSON.stringify(answers, null, 1)}\n`);
  }
  process.stdout.write(`agree: ${String(agree)}\n`);
  for (const [reason, times] of explained)
    process.stdout.write(`only one side, ${reason}: ${String(times)}\n`);
  for (const margins of [0, 1, 2])
    process.stdout.write(
      `differences compared with ${String(margins)} margins: ${String(differences.get(margins) ?? 0)}\n`,
    );
  for (const complaint of complaints.slice(0, 40)) process.stdout.write(`${complaint}\n`);
  process.stdout.write(
    `${String(caseCount)} designs, ${String(complaints.length)} figures differ\n`,
  );
  const isWhole = [0, 1, 2].every((margins) => differences.has(margins));
  process.exitCode = complaints.length === 0 && isWhole ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
