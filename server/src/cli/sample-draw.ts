import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Result, type Sha256Hex, canonicalJson, ok, refuse } from '@sipas/shared/kernel';
import {
  type DrawPlan,
  type DrawnVillage,
  type FrameVillage,
  canonicalFrame,
  createFrame,
  drawSample,
  villageMethods,
} from '@sipas/shared/sampling';
import { defaultCsvFormat, drawCsv } from '../exports/index.ts';
import { readTable } from '../reference-data/read-table.ts';
import type { TableRefusal } from '../reference-data/stream-columns.ts';
import { oneOf, required, takePositionals, wholeNumber } from './arguments.ts';
import { type Command, type CommandInput } from './command.ts';
import { collectCsv } from './collect-csv.ts';

const allocations = ['equal', 'proportional', 'square-root'] as const;

export const sampleDrawCommand: Command = {
  words: ['sample', 'draw'],
  summary: 'draw villages and households from a frame, by a seed, without a store',
  usage: `FILE.csv --seed TEXT --villages N --households M [options]
  FILE.csv               a row a village: columns commune, village, name, household_count
  --seed TEXT            any text; the same seed and frame give the same draw
  --villages N           villages to draw, over all communes
  --households M         households in each village; all of a village that has fewer
  --method METHOD        of drawing villages: ${villageMethods.join(', ')} (pps)
  --allocation METHOD    of villages over communes, by households: ${allocations.join(', ')} (proportional)
  --minimum K            villages in each commune at least (1)
  --reserve-villages K   in each commune, in order (0)
  --reserve-households K in each village, in order (0)`,
  options: {
    seed: { type: 'string' },
    villages: { type: 'string' },
    households: { type: 'string' },
    method: { type: 'string' },
    allocation: { type: 'string' },
    minimum: { type: 'string' },
    'reserve-villages': { type: 'string' },
    'reserve-households': { type: 'string' },
  },
  async run({ values, positionals, folder, note }) {
    const [file = ''] = takePositionals(positionals, 1, 1);
    const seed = required(values, 'seed').normalize('NFC');
    const plan = readPlan(values);
    const frame = await readFrame(resolve(folder, file));
    if (!frame.ok) return frame;
    const frameHash = sha256(canonicalFrame(frame.value));
    const hash = sha256(canonicalJson({ seed, frameHash }));
    const drawn = drawSample(frame.value, plan, hash);
    if (!drawn.ok) return refuse(drawn.error);
    for (const text of remarks(frame.value, drawn.value, plan)) note(text);
    const source = { method: plan.villageMethod, seed, frameHash };
    return ok({
      name: 'draw.csv',
      csv: await collectCsv(drawCsv(drawn.value, source, defaultCsvFormat)),
    });
  },
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex') as Sha256Hex;

function readPlan(values: CommandInput['values']): DrawPlan {
  const count = (name: string, least: number) =>
    wholeNumber(values, name, { least, most: 1_000_000, otherwise: least });
  required(values, 'villages');
  required(values, 'households');
  return {
    villageCount: count('villages', 1),
    householdCount: count('households', 1),
    villageMethod: oneOf(values, 'method', villageMethods) ?? 'pps',
    allocation: oneOf(values, 'allocation', allocations) ?? 'proportional',
    minimumVillages: wholeNumber(values, 'minimum', { least: 0, most: 1000, otherwise: 1 }),
    reserveVillages: count('reserve-villages', 0),
    reserveHouseholds: count('reserve-households', 0),
  };
}

const frameColumns = ['commune', 'village', 'name', 'household_count'];

async function readFrame(file: string): Promise<Result<readonly FrameVillage[], TableRefusal>> {
  const read = await readTable(file, frameColumns, (cells): FrameVillage => ({
    commune: cells.text('commune'),
    village: cells.text('village'),
    name: cells.textOrBlank('name'),
    householdCount: cells.number('household_count'),
  }));
  if (!read.ok) return read;
  const frame = createFrame(read.value.rows);
  if (frame.ok) return frame;
  const { code, row } = frame.error;
  const column = code === 'frame.bad-count' ? 'household_count' : 'village';
  return refuse({ code, detail: `line ${String(read.value.lines[row - 1])}, ${column}` });
}

/** What a person should know of this draw before it goes to the field. */
function* remarks(
  frame: readonly FrameVillage[],
  drawn: readonly DrawnVillage[],
  plan: DrawPlan,
): Generator<string> {
  const certain = drawn.filter(({ isCertain }) => isCertain);
  if (plan.villageMethod === 'pps' && certain.length > 0)
    yield `Chắc chắn được chọn vì lớn hơn bước nhảy: ${list(certain)}`;
  const small = drawn.filter(({ householdCount }) => householdCount < plan.householdCount);
  if (small.length > 0)
    yield `Ít hơn ${String(plan.householdCount)} hộ nên lấy hết: ${list(small)}`;
  const covered = new Set(drawn.filter((one) => !one.isReserve).map(({ commune }) => commune));
  const left = new Set(frame.map(({ commune }) => commune).filter((one) => !covered.has(one)));
  if (left.size > 0) yield `Xã không có thôn nào được chọn: ${[...left].join(', ')}`;
}

const list = (villages: readonly DrawnVillage[]): string =>
  villages.map(({ commune, village }) => `${commune}/${village}`).join(', ');
