import { createHash } from 'node:crypto';
import type { AnswerTable, PublishedScoreTable } from '@sipas/shared/wire';
import { answersCsv } from './answers-csv.ts';
import { type CsvFormat, csvBytes, decimal, defaultCsvFormat, text } from './csv-format.ts';
import { scoresCsv } from './scores-csv.ts';
import { type ZippedFile, zipBytes } from './zip-file.ts';

/** Raised when a bundle of before cannot be read any more as it was meant. */
export const bundleFormat = 1;
/** Raised when the same answers give other figures than before, by a change of method. */
export const methodVersion = 1;

interface Column {
  readonly name: string;
  readonly slot: number;
  readonly cellBySymbol: ReadonlyMap<string, string>;
}
interface Row {
  readonly commune: string;
  readonly cluster: string;
}
type Table =
  | { readonly kind: 'scores'; readonly table: PublishedScoreTable }
  | { readonly kind: 'answers'; readonly table: AnswerTable };
type Name =
  | { readonly table: 'scores'; readonly level: string; readonly by: string }
  | { readonly table: 'answers'; readonly level: string; readonly question: string };

/** What a bundle is written from. */
export interface BundleContent {
  readonly productVersion: string;
  readonly data: {
    readonly wave: { readonly id: string; readonly name: string };
    readonly instrument: {
      readonly id: string;
      readonly version: string;
      readonly definition: unknown;
    };
    readonly units: readonly unknown[];
    readonly groupings: readonly unknown[];
    readonly rows: readonly (Row & { readonly packed: string })[];
    readonly weights: readonly (Row & { readonly weight: number })[];
  };
  readonly columns: readonly Column[];
  readonly tables: readonly { readonly name: Name; readonly made: Table }[];
}

export const bundleFiles = {
  manifest: 'bundle.json',
  readMe: 'README.txt',
  instrument: 'instrument.json',
  units: 'units.json',
  responses: 'data/responses.csv',
  weights: 'data/weights.csv',
  sums: 'SHA256SUMS',
} as const;

/** Data are read by programs, tables are those that the console gives where nothing else is asked for. */
const dataFormat: CsvFormat = { decimal: 'point', separator: 'comma', bom: false };

/**
 * Answers: data, form, units, settings and tables of a wave as one archive that can be computed again.
 * Shape:   `bundle.json`, `README.txt`, `instrument.json`, `units.json`, `data/…`, `tables/…`, and `SHA256SUMS` of all these as
 *          `sha256sum -c` reads it. The same content is the same bytes.
 * Source:  decision 92.
 * Rule:    X-82
 */
export async function scoreBundle(content: BundleContent): Promise<Buffer> {
  const { data, columns } = content;
  const tables: ZippedFile[] = [];
  for (const { name, made } of content.tables)
    tables.push({ name: tableFile(name), bytes: await tableBytes(made) });
  const files: ZippedFile[] = [
    { name: bundleFiles.manifest, bytes: jsonBytes(manifestOf(content)) },
    { name: bundleFiles.readMe, bytes: Buffer.from(readMe(content)) },
    { name: bundleFiles.instrument, bytes: jsonBytes(data.instrument.definition) },
    {
      name: bundleFiles.units,
      bytes: jsonBytes({ units: data.units, groupings: data.groupings }),
    },
    {
      name: bundleFiles.responses,
      bytes: await collect(
        csvBytes(
          ['commune_code', 'cluster', ...columns.map(({ name }) => name)],
          cellsOf(data.rows, columns),
          dataFormat,
        ),
      ),
    },
    ...(data.weights.length === 0
      ? []
      : [
          {
            name: bundleFiles.weights,
            bytes: await collect(
              csvBytes(
                ['commune_code', 'cluster', 'weight'],
                data.weights.map(({ commune, cluster, weight }) => [
                  text(commune),
                  text(cluster),
                  decimal(String(weight)),
                ]),
                dataFormat,
              ),
            ),
          },
        ]),
    ...tables,
  ];
  return zipBytes([...files, { name: bundleFiles.sums, bytes: Buffer.from(sumsOf(files)) }]);
}

/** Answers: the bytes of a table as they stand in a bundle: those of the console's CSV in its usual dialect. */
export const tableBytes = (made: Table): Promise<Buffer> =>
  collect(
    made.kind === 'scores'
      ? scoresCsv(made.table, 'long', defaultCsvFormat)
      : answersCsv(made.table, defaultCsvFormat),
  );

/** Answers: the name of a table's file; a level of a grouping has a colon, which some systems do not keep. */
const tableFile = (name: Name): string =>
  `tables/${[name.table, name.level.replaceAll(/[^A-Za-z0-9-]/g, '-'), name.table === 'scores' ? name.by : name.question].join('_')}.csv`;

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

const sumsOf = (files: readonly ZippedFile[]): string =>
  files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('');

function* cellsOf(rows: BundleContent['data']['rows'], columns: readonly Column[]) {
  for (const { commune, cluster, packed } of rows)
    yield [
      text(commune),
      text(cluster),
      ...columns.map(({ slot, cellBySymbol }) => text(cellBySymbol.get(packed.charAt(slot)) ?? '')),
    ];
}

function manifestOf({ productVersion, data, tables }: BundleContent) {
  const { id, version } = data.instrument;
  return {
    format: 'sipas-score-bundle',
    formatVersion: bundleFormat,
    methodVersion,
    product: { name: 'sipas', version: productVersion },
    wave: data.wave,
    instrument: { id, version },
    responses: data.rows.length,
    weights: data.weights.length,
    tables: tables.map(({ name }) => ({ file: tableFile(name), ...name })),
    reproduce: reproduceCommand,
  };
}

const reproduceCommand = 'sipas score --confirm FILE.zip';

const readMe = ({ productVersion, data, tables }: BundleContent): string => `${data.wave.name}
${data.instrument.id} ${data.instrument.version}
SIPAS ${productVersion}; n = ${String(data.rows.length)}

GÓI TÍNH LẠI CHỈ SỐ
LƯU HÀNH NỘI BỘ: tệp data/responses.csv có từng phiếu kèm mã xã. Không đăng, không gửi ra ngoài cơ quan.
tables/ là ${String(tables.length)} bảng đã công bố, như tải từ phần Kết quả. Tính lại các bảng ấy từ data/ và so từng byte:

    ${reproduceCommand}

Kiểm các tệp không cần SIPAS: sha256sum -c SHA256SUMS
Cột cluster là số thứ tự của ấp trong xã (mã và tên ấp không có ở đây); khoảng tin cậy cần biết phiếu nào cùng ấp.
not-asked, left-blank, refused, dont-know: không được hỏi, để trống, từ chối, không biết.

A BUNDLE THAT CAN BE COMPUTED AGAIN
INTERNAL: data/responses.csv has a row a form with its commune. Do not publish it or hand it on.
tables/ has the published tables, as the console gives them; the command above computes them from data/ and compares byte for byte.
Without SIPAS the files are checked by: sha256sum -c SHA256SUMS
cluster numbers the villages of a commune (their codes and names are not here); intervals need to know which forms are of one village.
`;

const jsonBytes = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
