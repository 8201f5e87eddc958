import { resolve } from 'node:path';
import { ok, refuse } from '@sipas/shared/kernel';
import {
  type AskedHousehold,
  type KnownShares,
  type TrimSetting,
  type WaveWeights,
  type WeightFault,
  waveWeights,
} from '@sipas/shared/sampling';
import type { CalibrationFault } from '@sipas/shared/statistics';
import { defaultCsvFormat, weightsCsv } from '../exports/index.ts';
import type { Table } from '../reference-data/read-table.ts';
import type { TableRefusal } from '../reference-data/stream-columns.ts';
import { decimalNumber, oneOf, optional, takePositionals } from './arguments.ts';
import { collectCsv } from './collect-csv.ts';
import { type Command, type CommandInput, UsageFault } from './command.ts';
import {
  type Margins,
  calibrationRefusal,
  readMargins,
  readSamplingRecord,
} from './sampling-record.ts';

export const weightsCommand: Command = {
  words: ['weights'],
  summary: 'weights of respondents from the record of a sample, without a store',
  usage: `FILE.csv [options]
  FILE.csv               a row a household that was drawn: columns commune, commune_household_count, village,
                         household_count, village_probability, household, and responded: 1, 0, or blank if not asked
  --margins FILE.csv     rakes to known shares: columns column, cell, count; column is one of FILE.csv (sex, age)
  --cap MULTIPLE         cuts weights over so many times the median of their commune, 1 to 100
  --cut RULE             what is cut off: spread over the others of the commune, or dropped (spread)`,
  options: {
    margins: { type: 'string' },
    cap: { type: 'string' },
    cut: { type: 'string' },
  },
  async run({ values, positionals, folder, note }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    const trim = readTrim(values);
    const marginsFile = optional(values, 'margins');
    const margins =
      marginsFile === undefined ? ok(new Map()) : await readMargins(resolve(folder, marginsFile));
    if (!margins.ok) return margins;
    const read = await readSamplingRecord(resolve(folder, file), margins.value);
    if (!read.ok) return read;
    const { table, notAsked } = read.value;
    const asked = table.rows.map(({ household }) => household);
    const shares = sharesOf(table.rows, margins.value);
    const found = waveWeights(asked, { trim, shares });
    if (!found.ok)
      return refuse(
        'margin' in found.error
          ? calibrationRefusal(found.error, margins.value, marginsFile ?? file)
          : weightRefusal(found.error, table),
      );
    for (const text of remarks(found.value, { trim, notAsked })) note(text);
    const bytes = weightsCsv(asked, found.value.respondents, defaultCsvFormat);
    return ok({ name: 'weights.csv', csv: await collectCsv(bytes) });
  },
};

function readTrim(values: CommandInput['values']): TrimSetting | null {
  const cut = oneOf(values, 'cut', ['spread', 'dropped']);
  if (optional(values, 'cap') !== undefined)
    return {
      medianMultiple: decimalNumber(values, 'cap', { least: 1, most: 100, otherwise: 1 }),
      isSpread: cut !== 'dropped',
    };
  if (cut !== undefined) throw new UsageFault('--cut needs --cap');
  return null;
}

interface RecordRow {
  readonly household: AskedHousehold;
  readonly cells: readonly string[];
}

const sharesOf = (rows: readonly RecordRow[], margins: Margins): readonly KnownShares[] =>
  [...margins.values()].map((totals, place) => ({
    cells: rows.map(({ cells }) => cells[place] ?? ''),
    totals,
  }));

const columnOfFault: Readonly<Record<string, string>> = {
  'record.bad-probability': 'village_probability',
  'record.uneven-village': 'village',
  'record.uneven-commune': 'commune_household_count',
  'record.repeated-household': 'household',
  'record.more-than-households': 'household_count',
  'record.silent-commune': 'commune',
};

function weightRefusal(
  fault: Exclude<WeightFault, CalibrationFault>,
  { lines }: Table<RecordRow>,
): TableRefusal {
  if ('row' in fault) {
    const column = columnOfFault[fault.code] ?? '';
    return { code: fault.code, detail: `line ${String(lines[fault.row - 1])}, ${column}` };
  }
  if ('commune' in fault) return { code: fault.code, detail: fault.commune };
  return { code: fault.code, detail: fault.cell };
}

/** What was done to the weights that is not to be seen in a single one. */
function* remarks(
  { silentVillages, trimmed }: WaveWeights,
  { trim, notAsked }: { readonly trim: TrimSetting | null; readonly notAsked: number },
): Generator<string> {
  if (notAsked > 0) yield `Không hỏi nên bỏ qua: ${String(notAsked)} dòng`;
  if (silentVillages.length > 0) {
    const names = silentVillages.map(({ commune, village }) => `${commune}/${village}`);
    yield `Không ai trả lời, các thôn khác của xã gánh thay: ${names.join(', ')}`;
  }
  if (trim) {
    const end = trim.isSpread ? 'chia đều cho các phiếu còn lại của xã' : 'bỏ đi';
    yield `Cắt quyền số trên ${String(trim.medianMultiple)} lần trung vị của xã: ${String(trimmed.count)} phiếu, ${trimmed.cutWeight.toFixed(2)} hộ, ${end}`;
  }
}
