import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type OracleCase, randomCase } from './random-designs.ts';
import { ourFigures } from './our-figures.ts';

/**
 * `npm run test:oracle [-- CASES [FILE]]`: random designs computed by us and by R's survey package, figure by figure; R's
 * answers go into FILE where one is named. Needs R with the packages survey and MASS (Debian: r-cran-survey, r-cran-mass).
 * Ends with 1 where a figure differs by more than 1e-9 (estimates) or 1e-7 (what rests on variances), relative.
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

const isEstimate = (figure: string): boolean =>
  /(^|\.)(mean|total|ratio|difference|df)$/.test(figure);

try {
  const cases = Array.from({ length: caseCount }, (_, index) => randomCase(index + 1));
  const ours = new Map(cases.map((given) => [given.id, ourFigures(given)]));
  const compared = new Map<string, number>();
  const complaints: string[] = [];
  const answers: Record<string, Record<string, number>> = {};
  for (const line of askR(cases)) {
    const [id, figure = '', text = ''] = line.split(',');
    const own = ours.get(Number(id))?.get(figure);
    const theirs = Number(text);
    if (id !== undefined && Number.isFinite(theirs)) (answers[id] ??= {})[figure] = theirs;
    // What one of both refuses is listed by itself: there is nothing to compare.
    if (own === undefined || !Number.isFinite(theirs)) {
      const name = `only one side has ${figure.replace(/^(all|inside)\./, '')}`;
      compared.set(name, (compared.get(name) ?? 0) + 1);
      continue;
    }
    // A standard error of nothing is what rounding leaves of its estimate.
    const of = ours.get(Number(id))?.get(figure.replace(/\.se$/, '')) ?? 0;
    const scale = Math.max(Math.abs(theirs), Math.abs(of) * 1e-6, 1e-3);
    const bound = isEstimate(figure) ? 1e-9 : 1e-7;
    if (Math.abs(own - theirs) > bound * scale)
      complaints.push(`case ${String(id)} ${figure}: ours ${String(own)}, R ${text}`);
    compared.set('agree', (compared.get('agree') ?? 0) + 1);
  }
  if (answersFile !== undefined) {
    mkdirSync(dirname(answersFile), { recursive: true });
    writeFileSync(answersFile, `${JSON.stringify(answers, null, 1)}\n`);
  }
  for (const [name, times] of compared) process.stdout.write(`${name}: ${String(times)}\n`);
  for (const complaint of complaints.slice(0, 40)) process.stdout.write(`${complaint}\n`);
  process.stdout.write(
    `${String(caseCount)} designs, ${String(complaints.length)} figures differ\n`,
  );
  process.exitCode = complaints.length === 0 && compared.has('agree') ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
