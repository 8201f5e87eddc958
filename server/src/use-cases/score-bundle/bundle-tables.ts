import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { answerTopics } from '@sipas/shared/scoring';
import type { AnswerTable, PublishedScoreTable, SchemeName, ScoreKind } from '@sipas/shared/wire';
import { scoreKinds } from '@sipas/shared/wire';
import type { TableMaker } from '../../ports/index.ts';
import { type WaveSummary, showWave } from '../list-waves.ts';
import type { Refusal } from '../refusal.ts';
import { reportAnswers } from '../report-answers/index.ts';
import { countOnce, reportScores } from '../report-scores/index.ts';
import type { FigureReader } from '../told-wave.ts';
import { bundleColumns } from './bundle-columns.ts';
import type { BundleData } from './bundle-data.ts';
import { openBundle } from './open-bundle.ts';

/** Which table a file of a bundle is. */
export type TableName =
  | {
      readonly table: 'scores';
      readonly level: string;
      readonly by: ScoreKind;
      readonly group?: string | undefined;
      readonly scheme?: SchemeName | undefined;
    }
  | {
      readonly table: 'answers';
      readonly level: string;
      readonly question: string;
      readonly group?: string | undefined;
    };

/** A table as the gate let it through. */
export type BundleTable =
  | { readonly kind: 'scores'; readonly table: PublishedScoreTable }
  | { readonly kind: 'answers'; readonly table: AnswerTable };

/**
 * Answers: the published tables of a wave, computed from a bundle's data alone, by the use cases that answer the console.
 * Shape:   `names` lists the official tables: of scores every level but villages × every kind, of answers each topic of the whole;
 *          `make` gives one of them.
 * Errors:  those of reportScores and reportAnswers.
 * Source:  decision 92.
 * Rule:    X-81
 */
export function createBundleTables(
  data: BundleData,
  needs: { readonly tables: TableMaker; readonly gone?: AbortSignal | undefined },
) {
  const { responses, ...bundle } = openBundle(data);
  const opened = { ...bundle, ...needs, countVillages: countOnce(responses) };
  const { id } = data.wave;
  const { version } = data.instrument;
  // A bundle is of a whole wave, and who may have it sees all of it.
  const whole: FigureReader = {
    role: 'admin',
    areas: data.units.filter(({ parentCode }) => parentCode === null).map(({ code }) => code),
  };
  return {
    async names(): Promise<readonly TableName[]> {
      const wave = await showWave(opened.reader, whole, id);
      return wave === null ? [] : [...scoreTables(wave, data), ...answerTables(wave, data)];
    },
    async make(name: TableName): Promise<Result<BundleTable, Refusal>> {
      // How a form was filled is no answer, and stands in no column of the data.
      if (name.group === 'mode') return refuse({ code: 'report.unknown-group', detail: 'mode' });
      const asked = { level: name.level, instrument: version, group: name.group };
      if (name.table === 'scores') {
        const { by, scheme } = name;
        const made = await reportScores(opened, whole, id, { ...asked, by, scheme });
        return made.ok ? ok({ kind: 'scores', table: made.value }) : made;
      }
      const query = { ...asked, question: name.question };
      const made = await reportAnswers(opened, whole, id, query);
      return made.ok ? ok({ kind: 'answers', table: made.value }) : made;
    },
  };
}

/** Answers: every official table of the data, in order. */
export async function makeBundleTables(
  data: BundleData,
  needs: Parameters<typeof createBundleTables>[1],
): Promise<Result<readonly { readonly name: TableName; readonly made: BundleTable }[], Refusal>> {
  const tables = createBundleTables(data, needs);
  const all: { readonly name: TableName; readonly made: BundleTable }[] = [];
  for (const name of await tables.names()) {
    const made = await tables.make(name);
    if (!made.ok) return refuse(made.error);
    all.push({ name, made: made.value });
  }
  return ok(all);
}

/** Where old districts stand for districts, their grouping would be the same tables once more. */
function scoreTables({ levels }: WaveSummary, { wave, units }: BundleData): readonly TableName[] {
  const hasDistricts = units.some(({ level }) => level === 'district');
  const left = ['village', ...(hasDistricts ? [] : [`grouping:${wave.districtGrouping}`])];
  return levels
    .filter(({ level }) => !left.includes(level))
    .flatMap(({ level }) => scoreKinds.map((by) => ({ table: 'scores', level, by }) as const));
}

/** A sensitive question has no column in the data, so its table cannot be computed again from them. */
function answerTables(
  { instruments }: WaveSummary,
  { instrument }: BundleData,
): readonly TableName[] {
  const inData = new Set(bundleColumns(instrument.definition).map(({ question }) => question));
  const topics = answerTopics(instrument.definition);
  return (instruments[0]?.topics ?? [])
    .filter(({ code }) =>
      topics.some(
        (topic) => topic.code === code && topic.questions.every((one) => inData.has(one.code)),
      ),
    )
    .map(({ code }) => ({ table: 'answers', level: 'province', question: code }) as const);
}
