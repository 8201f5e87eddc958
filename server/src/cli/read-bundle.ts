import * as v from 'valibot';
import { type Unit, createCatalogue } from '@sipas/shared/admin-units';
import { type Day, type Result, isDay, ok, refuse } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';
import { type Instrument, canonicalInstrument, checkInstrument } from '@sipas/shared/questionnaire';
import { schemes, scoreKinds } from '@sipas/shared/wire';
import { bundleFiles, bundleFormat, methodVersion, sha256, unzipPlain } from '../exports/index.ts';
import { CsvFault, createCsvSplitter } from '../reference-data/csv-splitter.ts';
import {
  type BundleData,
  type TableName,
  bundleColumns,
  createCellReader,
} from '../use-cases/score-bundle/index.ts';

/** More than the answers of two million forms. */
export const mostBundleBytes = 512 * 2 ** 20;

/** A bundle whose files are what its list says. */
export interface ReadBundle {
  readonly data: BundleData;
  readonly productVersion: string;
  readonly tables: readonly { readonly file: string; readonly name: TableName }[];
  readonly files: ReadonlyMap<string, Buffer>;
}

interface BundleRefusal {
  readonly code: ProblemCode;
  readonly detail: string;
}

class Broken extends Error {
  override readonly name = 'Broken';
  readonly code: ProblemCode;
  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const day = v.pipe(
  words,
  v.check((text) => isDay(text)),
);
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const manifestSchema = v.object({
  format: v.literal('sipas-score-bundle'),
  product: v.object({ version: words }),
  wave: v.object({
    id: words,
    name: words,
    catalogue: day,
    scheme: v.picklist(schemes),
    minimumBase: wholeNumber,
    minimumCell: wholeNumber,
    districtGrouping: words,
  }),
  instrument: v.object({ id: words, version: words }),
  responses: wholeNumber,
  tables: v.pipe(
    v.array(
      v.variant('table', [
        v.object({
          file: words,
          table: v.literal('scores'),
          level: words,
          by: v.picklist(scoreKinds),
        }),
        v.object({ file: words, table: v.literal('answers'), level: words, question: words }),
      ]),
    ),
    v.minLength(1),
  ),
});
/** Read first, so that a bundle of a later format is not called broken. */
const versionSchema = v.object({ formatVersion: wholeNumber, methodVersion: wholeNumber });
const unitsSchema = v.object({
  units: v.array(
    v.object({
      code: words,
      name: words,
      level: words,
      kind: words,
      parentCode: v.nullable(words),
      validFrom: v.nullable(day),
      validTo: v.nullable(day),
    }),
  ),
  groupings: v.array(
    v.object({
      id: words,
      title: words,
      nodes: v.array(v.object({ code: words, title: words })),
      members: v.array(v.object({ commune: words, node: words })),
    }),
  ),
});

/**
 * Answers: what a bundle holds, every part of which its list of hashes confirms.
 * Errors:  those of unzipPlain; bundle.part-missing, -unlisted, -changed and bundle.invalid, naming the file (and line and column of
 *          a table); bundle.newer.
 * Source:  decision 92.
 * Rule:    X-84
 */
export function readBundle(archive: Buffer): Result<ReadBundle, BundleRefusal> {
  const files = unzipPlain(archive, mostBundleBytes);
  if (!files.ok) return files;
  try {
    checkSums(files.value);
    return ok(readParts(files.value));
  } catch (error) {
    if (error instanceof Broken) return refuse({ code: error.code, detail: error.message });
    throw error;
  }
}

function partOf(files: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const part = files.get(name);
  if (part === undefined) throw new Broken('bundle.part-missing', name);
  return part;
}

function checkSums(files: ReadonlyMap<string, Buffer>): void {
  const listed = new Set<string>([bundleFiles.sums]);
  for (const line of partOf(files, bundleFiles.sums).toString('utf8').split('\n').slice(0, -1)) {
    const [, sum, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || listed.has(name))
      throw new Broken('bundle.invalid', `${bundleFiles.sums}: ${line}`);
    if (sha256(partOf(files, name)) !== sum) throw new Broken('bundle.part-changed', name);
    listed.add(name);
  }
  for (const name of files.keys())
    if (!listed.has(name)) throw new Broken('bundle.part-unlisted', name);
}

function readParts(files: ReadonlyMap<string, Buffer>): ReadBundle {
  const given = jsonOf(files, bundleFiles.manifest);
  const versions = readAs(versionSchema, given, bundleFiles.manifest);
  if (versions.formatVersion > bundleFormat || versions.methodVersion > methodVersion)
    throw new Broken('bundle.newer', bundleFiles.manifest);
  const manifest = readAs(manifestSchema, given, bundleFiles.manifest);
  const { units, groupings } = readAs(
    unitsSchema,
    jsonOf(files, bundleFiles.units),
    bundleFiles.units,
  );
  const communes = checkUnits(units as readonly Unit[], manifest.wave.catalogue as Day);
  const definition = readForm(files, manifest.instrument);
  const rows = readRows(files, definition, communes);
  if (rows.length !== manifest.responses)
    throw new Broken('bundle.invalid', `${bundleFiles.responses}: n = ${String(rows.length)}`);
  for (const { file } of manifest.tables) partOf(files, file);
  const named = new Set<string>(manifest.tables.map(({ file }) => file));
  for (const file of files.keys())
    if (file.startsWith('tables/') && !named.has(file))
      throw new Broken('bundle.part-unlisted', file);
  return {
    data: {
      wave: manifest.wave,
      instrument: { ...manifest.instrument, definition },
      units: units as readonly Unit[],
      groupings,
      rows,
      weights: readWeights(files),
    },
    productVersion: manifest.product.version,
    tables: manifest.tables.map(({ file, ...name }) => ({ file, name })),
    files,
  };
}

function jsonOf(files: ReadonlyMap<string, Buffer>, name: string): unknown {
  try {
    return JSON.parse(partOf(files, name).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Broken('bundle.invalid', `${name}: ${error.message}`);
    throw error;
  }
}

function readAs<Schema extends v.GenericSchema>(
  schema: Schema,
  given: unknown,
  name: string,
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, given);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new Broken('bundle.invalid', `${name}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
}

function checkUnits(units: readonly Unit[], on: Day): ReadonlySet<string> {
  try {
    return new Set(createCatalogue(units, on).unitsByCode.keys());
  } catch (error) {
    if (error instanceof RangeError)
      throw new Broken('bundle.invalid', `${bundleFiles.units}: ${error.message}`);
    throw error;
  }
}

/** The version of a form is the SHA-256 of its canonical text. */
function readForm(
  files: ReadonlyMap<string, Buffer>,
  { version }: { readonly version: string },
): Instrument {
  const checked = checkInstrument(jsonOf(files, bundleFiles.instrument));
  if (!checked.ok)
    throw new Broken(
      'bundle.invalid',
      `${bundleFiles.instrument}: ${checked.error.map(({ path, fault }) => `${path} ${fault}`).join('; ')}`,
    );
  const hash = sha256(Buffer.from(canonicalInstrument(checked.value)));
  if (hash !== version) throw new Broken('bundle.invalid', `${bundleFiles.instrument}: ${hash}`);
  return checked.value;
}

const clusterShape = /^\d{1,9}$/;

function readRows(
  files: ReadonlyMap<string, Buffer>,
  definition: Instrument,
  communes: ReadonlySet<string>,
): BundleData['rows'] {
  const name = bundleFiles.responses;
  const readCells = createCellReader(definition);
  const header = ['commune_code', 'cluster', ...bundleColumns(definition).map((one) => one.name)];
  const rows: BundleData['rows'][number][] = [];
  eachRow(files, { name, header }, ([commune = '', cluster = '', ...answers], line) => {
    const place = `${name}: line ${String(line)}`;
    if (!communes.has(commune))
      throw new Broken('bundle.invalid', `${place}, commune_code: "${commune}"`);
    if (!clusterShape.test(cluster))
      throw new Broken('bundle.invalid', `${place}, cluster: "${cluster}"`);
    const packed = readCells(answers);
    if (!packed.ok)
      throw new Broken(
        'bundle.invalid',
        `${place}, ${packed.error.column}: "${packed.error.cell}"`,
      );
    rows.push({ commune, cluster, packed: packed.value });
  });
  return rows;
}

function readWeights(files: ReadonlyMap<string, Buffer>): BundleData['weights'] {
  const name = bundleFiles.weights;
  if (!files.has(name)) return [];
  const weights: BundleData['weights'][number][] = [];
  const header = ['commune_code', 'cluster', 'weight'];
  eachRow(files, { name, header }, ([commune = '', cluster = '', cell = ''], line) => {
    const weight = Number(cell);
    if (!(weight > 0 && weight < Infinity))
      throw new Broken('bundle.invalid', `${name}: line ${String(line)}, weight: "${cell}"`);
    weights.push({ commune, cluster, weight });
  });
  return weights;
}

function eachRow(
  files: ReadonlyMap<string, Buffer>,
  { name, header }: { readonly name: string; readonly header: readonly string[] },
  take: (cells: readonly string[], line: number) => void,
): void {
  let isHeader = true;
  const splitter = createCsvSplitter(
    () => ',',
    (cells, line) => {
      if (cells.length !== header.length)
        throw new Broken('bundle.invalid', `${name}: line ${String(line)}`);
      if (isHeader && header.some((column, place) => cells[place] !== column))
        throw new Broken('bundle.invalid', `${name}: line 1`);
      if (!isHeader) take(cells, line);
      isHeader = false;
    },
  );
  const bytes = partOf(files, name);
  const decoder = new TextDecoder();
  const step = 2 ** 18;
  try {
    for (let at = 0; at < bytes.length; at += step)
      splitter.push(decoder.decode(bytes.subarray(at, at + step), { stream: true }));
    splitter.push(decoder.decode());
    splitter.end();
  } catch (error) {
    if (error instanceof CsvFault)
      throw new Broken('bundle.invalid', `${name}: line ${String(error.line)}: ${error.message}`);
    throw error;
  }
}
