import { resolve } from 'node:path';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { schemes, scoreKinds } from '@sipas/shared/wire';
import {
  type CsvFormat,
  answersCsv,
  answersFileName,
  codebookCsv,
  commentsCsv,
  commentsFileName,
  editionName,
  exportFileName,
  formsFileName,
  microdataZip,
  responsesCsv,
  scoreBundle,
  scoresFileName,
  scoresCsv,
  themeCountsCsv,
  themeCountsFileName,
  waveWorkbook,
  withEnding,
} from '../exports/index.ts';
import type { Storage } from '../ports/index.ts';
import { allComments, countThemes } from '../use-cases/comments/index.ts';
import { exportMicrodata } from '../use-cases/export-microdata.ts';
import { exportResponses } from '../use-cases/export-responses.ts';
import { readVillageWeights } from '../reference-data/read-village-weights.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import { createPublicFacts } from '../reference-data/read-public-facts.ts';
import { tablesHere } from '../use-cases/make-tables.ts';
import type { Refusal } from '../use-cases/refusal.ts';
import { reportAnswers } from '../use-cases/report-answers/index.ts';
import {
  chooseInstrument,
  createVillageCounter,
  reportScores,
} from '../use-cases/report-scores/index.ts';
import { reportWorkbook } from '../use-cases/report-workbook.ts';
import { bundleColumns, gatherBundle, makeBundleTables } from '../use-cases/score-bundle/index.ts';
import { type OpenWave, createWaveReader } from '../use-cases/waves/index.ts';
import { atTheMachine } from '../use-cases/audit/index.ts';
import { shippedThemes } from '../reference-data/shipped-themes.ts';
import { oneOf, optional, takePositionals } from './arguments.ts';
import { collectCsv } from './collect-csv.ts';
import { type Command, type CommandAnswer, type CommandInput, UsageFault } from './command.ts';
import { noteGrowing } from './note-growing.ts';
import { operator } from './operator.ts';
import { type OutFile, writeOut } from './out-file.ts';
import { withStorage } from './with-storage.ts';

const whats = [
  'scores',
  'answers',
  'responses',
  'codebook',
  'workbook',
  'microdata',
  'bundle',
  'comments',
  'themes',
] as const;

export const exportCommand: Command = {
  words: ['export'],
  summary:
    'write scores, answers, counted responses, the codebook, comments or their themes as CSV, all tables as a workbook, microdata, or a bundle that can be recomputed',
  usage: `scores|answers|responses|codebook|workbook|microdata|bundle|comments|themes [options]
  --out FILE            write there, into a folder under the name that the console gives; without it to standard output
  --wave ID             the wave; the newest without it
  --instrument ID       id or version; the wave's first without it
  --question CODE       answers: a question outside the index, or a section that is a grid (c10); comments: only of
                        this question; themes: the question in free text
  --theme CODE          comments: only of this theme
  --level LEVEL         scores, answers, themes: province, district, commune, village, grouping:ID (province)
  --by KIND             scores: ${scoreKinds.join(', ')} (overall)
  --group QUESTION      scores, answers: a question that tells who people are or what they did; scores also: mode
  --area LEVEL          workbook: the level between the whole and its communes (district)
  --scheme SCHEME       scores, workbook: ${schemes.join(', ')} (the wave's)
  --shape long|wide     scores (long)
  --weights FILE.csv    scores: a second, weighted estimate beside the plain one; columns commune, village, weight
                        (those that the wave took in)
  --decimal point|comma   --separator comma|semicolon   --bom 1|0`,
  options: {
    out: { type: 'string' },
    wave: { type: 'string' },
    question: { type: 'string' },
    theme: { type: 'string' },
    instrument: { type: 'string' },
    level: { type: 'string' },
    area: { type: 'string' },
    by: { type: 'string' },
    group: { type: 'string' },
    scheme: { type: 'string' },
    shape: { type: 'string' },
    weights: { type: 'string' },
    decimal: { type: 'string' },
    separator: { type: 'string' },
    bom: { type: 'string' },
  },
  run(input) {
    const [asked] = takePositionals(input.positionals, 1, 1);
    const what = whats.find((one) => one === asked);
    if (what === undefined) throw new UsageFault(`say one of ${whats.join(', ')}`);
    const format = readFormat(input.values);
    const writeFile = exportsByName[what](input, format);
    return withStorage(input.config, async (storage) => {
      const file = await writeFile(storage);
      return file.ok ? deliver(file.value, input) : file;
    });
  },
};

type Export = (
  input: CommandInput,
  format: CsvFormat,
) => (storage: Storage) => Promise<Result<OutFile, Refusal>>;

const exportsByName: Readonly<Record<(typeof whats)[number], Export>> = {
  scores(input, format) {
    const { values, folder, note } = input;
    const query = {
      level: optional(values, 'level'),
      instrument: optional(values, 'instrument'),
      by: oneOf(values, 'by', scoreKinds),
      group: optional(values, 'group'),
      scheme: oneOf(values, 'scheme', schemes),
    };
    const shape = oneOf(values, 'shape', ['long', 'wide']) ?? 'long';
    const weightsFile = optional(values, 'weights');
    return withFigures(input, async (storage, wave) => {
      const weights =
        weightsFile === undefined
          ? ok(await storage.waves.villageWeights(wave.wave.id))
          : await readVillageWeights(resolve(folder, weightsFile));
      if (!weights.ok) return weights;
      const needs = { ...needsOf(storage), weights: () => Promise.resolve(weights.value) };
      const table = await reportScores(needs, operator(wave), wave.wave.id, query);
      if (!table.ok) return table;
      if (weights.value.length > 0 && table.value.rows.every(({ weighted }) => weighted === null))
        note(
          'Không đơn vị nào có ước lượng có quyền số: thiếu quyền số của ấp, hoặc sẽ lộ vài người.',
        );
      const name = scoresFileName(table.value, shape);
      return ok({ name, bytes: scoresCsv(table.value, shape, format) });
    });
  },
  answers(input, format) {
    const { values } = input;
    const question = optional(values, 'question');
    if (question === undefined) throw new UsageFault('say which --question');
    const query = {
      question,
      level: optional(values, 'level'),
      instrument: optional(values, 'instrument'),
      group: optional(values, 'group'),
    };
    return withFigures(input, async (storage, wave) => {
      const table = await reportAnswers(needsOf(storage), operator(wave), wave.wave.id, query);
      if (!table.ok) return table;
      return ok({ name: answersFileName(table.value), bytes: answersCsv(table.value, format) });
    });
  },
  responses: (input, format) =>
    withFigures(input, async (storage, wave) => {
      const needs = { reader: createWaveReader(storage.waves), responses: storage.responses };
      const asked = optional(input.values, 'instrument');
      const table = await exportResponses(needs, wave.wave.id, asked);
      if (!table.ok) return table;
      const { instrument, questions, rows } = table.value;
      const { definition } = instrument;
      const edition = editionName(firstEdition(wave));
      const name = exportFileName('responses', wave.wave.name, edition, instrument.id);
      const content = { instrument, definition, waveId: wave.wave.id, questions, rows };
      return ok({ name, bytes: responsesCsv(content, format) });
    }),
  codebook: ({ values }, format) =>
    withWave(values, async (_, wave) => {
      const instrument = chooseInstrument(wave, optional(values, 'instrument'));
      if (instrument === undefined) return refuse({ code: 'report.unknown-instrument' });
      const name = exportFileName('codebook', wave.wave.name, instrument.id);
      return ok({ name, bytes: codebookCsv(instrument, format) });
    }),
  microdata: ({ values }) =>
    withWave(values, async (storage, wave) => {
      const needs = { reader: createWaveReader(storage.waves), responses: storage.responses };
      const asked = optional(values, 'instrument');
      const data = await exportMicrodata(needs, operator(wave), wave.wave.id, asked);
      if (!data.ok) return data;
      const name = formsFileName('microdata', wave.wave, data.value.instrument);
      return ok({ name, bytes: [await microdataZip(data.value)] });
    }),
  bundle: ({ values, config }) =>
    withWave(values, async (storage, wave) => {
      const needs = {
        reader: createWaveReader(storage.waves),
        responses: storage.responses,
        weights: (id: string) => storage.waves.villageWeights(id),
      };
      const asked = optional(values, 'instrument');
      const data = await gatherBundle(needs, operator(wave), wave.wave.id, asked);
      if (!data.ok) return data;
      const tables = await makeBundleTables(data.value, { tables: tablesHere });
      if (!tables.ok) return tables;
      const bytes = await scoreBundle({
        productVersion: config.version,
        data: data.value,
        columns: bundleColumns(data.value.instrument.definition),
        tables: tables.value,
      });
      const name = formsFileName('bundle', wave.wave, data.value.instrument);
      return ok({ name, bytes: [bytes] });
    }),
  comments: ({ values }, format) =>
    withWave(values, async (storage, wave) => {
      const narrowed = {
        instrument: optional(values, 'instrument'),
        question: optional(values, 'question'),
        theme: optional(values, 'theme'),
      };
      const reader = { id: atTheMachine.id, ...operator(wave) };
      const all = await allComments(commentNeedsOf(storage), reader, wave.wave.id, narrowed);
      if (!all.ok) return all;
      const { about, pages } = all.value;
      const name = commentsFileName(about, narrowed.question, narrowed.theme);
      return ok({ name, bytes: commentsCsv(about, pages, format) });
    }),
  themes(input, format) {
    const { values } = input;
    const question = optional(values, 'question');
    if (question === undefined) throw new UsageFault('say which --question');
    const query = {
      ...{ question, level: optional(values, 'level') },
      instrument: optional(values, 'instrument'),
    };
    return withFigures(input, async (storage, wave) => {
      const counts = await countThemes(
        commentNeedsOf(storage),
        operator(wave),
        wave.wave.id,
        query,
      );
      if (!counts.ok) return counts;
      const name = themeCountsFileName(counts.value);
      return ok({ name, bytes: themeCountsCsv(counts.value, format) });
    });
  },
  workbook: (input) =>
    withFigures(input, async (storage, wave) => {
      const needs = { ...needsOf(storage), facts: createPublicFacts(shippedData) };
      const report = await reportWorkbook(needs, operator(wave), wave.wave.id, {
        instrument: optional(input.values, 'instrument'),
        scheme: oneOf(input.values, 'scheme', schemes),
        area: optional(input.values, 'area'),
      });
      if (!report.ok) return report;
      const name = exportFileName(
        'workbook',
        wave.wave.name,
        editionName(wave.wave),
        report.value.instrument.id,
      );
      return ok({ name: withEnding(name, 'xlsx'), bytes: [await waveWorkbook(report.value)] });
    }),
};

const needsOf = ({ waves, ...storage }: Storage) => ({
  reader: createWaveReader(waves),
  countVillages: createVillageCounter(storage),
  tables: tablesHere,
});

const commentNeedsOf = ({ waves, comments, responses }: Storage) => ({
  ...{ comments, responses, themes: shippedThemes() },
  reader: createWaveReader(waves),
});

const withWave =
  (
    values: CommandInput['values'],
    use: (storage: Storage, wave: OpenWave) => Promise<Result<OutFile, Refusal>>,
  ) =>
  async (storage: Storage): Promise<Result<OutFile, Refusal>> => {
    const waves = await createWaveReader(storage.waves).waves();
    if (waves.length === 0) return refuse({ code: 'store.empty' });
    const id = optional(values, 'wave');
    const wave = id === undefined ? waves.at(-1) : waves.find((one) => one.wave.id === id);
    return wave === undefined ? refuse({ code: 'wave.unknown' }) : use(storage, wave);
  };

/** The same of what tells figures or forms, which those of a growing wave may not leave. */
const withFigures = (input: CommandInput, use: Parameters<typeof withWave>[1]) =>
  withWave(input.values, async (storage, wave) => {
    const file = await use(storage, wave);
    if (file.ok) noteGrowing(input, wave.wave);
    return file;
  });

/** Rows of a frozen wave stay those of its first edition. */
const firstEdition = ({ wave }: OpenWave): { readonly edition?: number | undefined } =>
  wave.edition === undefined ? {} : { edition: 1 };

function readFormat(values: CommandInput['values']): CsvFormat {
  return {
    decimal: oneOf(values, 'decimal', ['point', 'comma']) ?? 'point',
    separator: oneOf(values, 'separator', ['comma', 'semicolon']) ?? 'comma',
    bom: (oneOf(values, 'bom', ['0', '1']) ?? '1') === '1',
  };
}

/** The store is open only while the file is made, so a file for standard output is collected here. */
async function deliver(
  file: OutFile,
  input: CommandInput,
): Promise<Result<CommandAnswer, Refusal>> {
  const out = optional(input.values, 'out');
  if (out !== undefined) return writeOut(file, out, input);
  return ok({ csv: await collectCsv(file.bytes), name: file.name });
}
