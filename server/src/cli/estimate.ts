import { basename, resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type DomainEstimate,
  estimateFromSums,
  singleClusterRules,
} from '@sipas/shared/statistics';
import type { TableRefusal } from '../reference-data/stream-columns.ts';
import { oneOf, optional, required, takePositionals } from './arguments.ts';
import { type Command, type CommandAnswer, UsageFault } from './command.ts';
import { type EstimateColumns, designRefusal, sumTable } from './sum-table.ts';
import { type EstimatedTable, type EstimationSetting, estimateFitted } from './fitted-estimate.ts';
import { done } from './with-storage.ts';

const types = ['mean', 'total', 'proportion'] as const;

export const estimateCommand: Command = {
  words: ['estimate'],
  summary: 'estimate a mean, total or proportion from a sample, without a store',
  usage: `FILE.csv --value COLUMN [options]
  FILE.csv               a row a response; comma, semicolon or tab; any size
  --value COLUMN         numbers; blank, NA and kinds of missing are no answer
  --weight COLUMN        units of the population for which a row stands; without it what --fpc says, else 1
  --stratum COLUMN       strata of the drawing
  --cluster C[,C2]       clusters, and units drawn inside of them (household in village)
  --fpc C[,C2]           how many units there were to draw from at each stage, or the share drawn
  --by COLUMN            one estimate for each value of this column; all together without it
  --type TYPE            ${types.join(', ')} (mean); values of a proportion are 0 and 1
  --margins FILE.csv     fits the weights to known totals of the population first, one margin (post-stratification) or
                         several in turn (raking): columns column, cell, count; column is one of FILE.csv
  --single-cluster RULE  a stratum of one cluster: ${singleClusterRules.join(', ')} (adjust)`,
  options: {
    value: { type: 'string' },
    weight: { type: 'string' },
    stratum: { type: 'string' },
    cluster: { type: 'string' },
    fpc: { type: 'string' },
    by: { type: 'string' },
    type: { type: 'string' },
    margins: { type: 'string' },
    'single-cluster': { type: 'string' },
  },
  async run({ values, positionals, folder, note }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    const columns: EstimateColumns = {
      value: required(values, 'value'),
      weight: optional(values, 'weight'),
      stratum: optional(values, 'stratum'),
      clusters: namesOf(optional(values, 'cluster')),
      populations: namesOf(optional(values, 'fpc')),
      by: optional(values, 'by'),
    };
    checkStages(columns);
    const type = oneOf(values, 'type', types) ?? 'mean';
    const singleClusters = oneOf(values, 'single-cluster', singleClusterRules);
    const marginsFile = optional(values, 'margins');
    if (marginsFile !== undefined && columns.weight === undefined && columns.populations.length > 0)
      throw new UsageFault('--margins with --fpc needs --weight');
    const setting = { type, singleClusters } as const;
    const found =
      marginsFile === undefined
        ? await estimateStreamed(resolve(folder, file), columns, setting)
        : await estimateFitted(resolve(folder, file), columns, {
            ...setting,
            marginsFile: resolve(folder, marginsFile),
          });
    if (!found.ok) return found;
    const { domains, withoutValue, withoutDomain, remarks } = found.value;
    if (withoutValue > 0) note(`${columns.value}: ${String(withoutValue)} dòng không có giá trị`);
    if (withoutDomain > 0) note(`${columns.by ?? ''}: ${String(withoutDomain)} dòng để trống`);
    for (const remark of remarks) note(remark);
    return answerOf(domains, () => noneHas(file, columns));
  },
};

async function estimateStreamed(
  file: string,
  columns: EstimateColumns,
  setting: EstimationSetting,
): Promise<Result<EstimatedTable, TableRefusal>> {
  const summed = await sumTable(file, columns, setting.type === 'proportion');
  if (!summed.ok) return summed;
  const { sums, ...without } = summed.value;
  const estimated = estimateFromSums(sums, setting);
  if (!estimated.ok) return refuse(designRefusal(estimated.error, columns));
  return ok({ domains: estimated.value, ...without, remarks: [] });
}

const mostStages = 2;

function namesOf(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(',').map((name) => name.trim());
}

function checkStages({ clusters, populations }: EstimateColumns): void {
  const names = [...clusters, ...populations];
  if (names.includes('') || clusters.length > mostStages || populations.length > mostStages)
    throw new UsageFault('--cluster and --fpc take one or two names of columns: C or C,C2');
  if (populations.length > clusters.length + 1)
    throw new UsageFault('--fpc C,C2 needs --cluster: rows are drawn inside of clusters');
}

/** One domain as the command prints it. */
interface EstimateRow {
  readonly by: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly interval: readonly [number, number] | null;
  readonly degreesOfFreedom: number | null;
  readonly designEffect: number | null;
  readonly n: number;
  readonly sumOfWeights: number;
  /** Code why this domain has no estimate where others do. */
  readonly refused?: string;
}

const nothing = {
  estimate: null,
  standardError: null,
  interval: null,
  degreesOfFreedom: null,
  designEffect: null,
};

const noneHas = (file: string, { value, by }: EstimateColumns): string =>
  `${basename(file)}: no row has ${[value, ...(by === undefined ? [] : [by])].join(' and ')}`;

function answerOf(
  made: readonly DomainEstimate[],
  noneHere: () => string,
): Result<CommandAnswer, TableRefusal> {
  const [first] = made;
  if (!first) return refuse({ code: 'estimate.no-rows', detail: noneHere() });
  if (!first.found.ok && made.every(({ found }) => !found.ok))
    return refuse({
      code: first.found.error.code,
      detail: `${first.domain}, n = ${String(first.n)}`,
    });
  const rows = made.map(({ domain, n, sumOfWeights, found }): EstimateRow => {
    if (!found.ok) return { by: domain, ...nothing, n, sumOfWeights, refused: found.error.code };
    return { by: domain, ...found.value };
  });
  return done(rows, rows.map(printRow).join('\n'));
}

function printRow(row: EstimateRow): string {
  const base = `n = ${String(row.n)}`;
  if (row.estimate === null) return `${row.by}\t–\t${row.refused ?? ''}\t${base}`;
  const [low, high] = (row.interval ?? []).map(String);
  const deff = row.designEffect === null ? '–' : row.designEffect.toFixed(2);
  return `${row.by}\t${String(row.estimate)}\t± ${String(row.standardError)}\t[${low ?? ''}; ${high ?? ''}]\tdeff = ${deff}\t${base}`;
}
