import { printHundredths } from '@sipas/shared/kernel';
import type { AnnouncedFigure, ComparedFigure, Standing, UnitChange } from '@sipas/shared/scoring';
import { schemes, scoreKinds } from '@sipas/shared/wire';
import { changesCsv, changesFileName, defaultCsvFormat } from '../exports/index.ts';
import { readAnnounced } from '../reference-data/read-announced-figures.ts';
import { readUnitHistory } from '../reference-data/read-unit-history.ts';
import { shippedData } from '../reference-data/read-reference.ts';
import {
  type ChangeTable,
  defaultOverlapPercent,
  reportChanges,
} from '../use-cases/report-changes.ts';
import { countAnew } from '../use-cases/report-scores/index.ts';
import { createWaveReader } from '../use-cases/waves/index.ts';
import { oneOf, optional, takePositionals, wholeNumber } from './arguments.ts';
import type { Command } from './command.ts';
import { noteGrowing } from './note-growing.ts';
import { writeOut } from './out-file.ts';
import { readDay } from './units-on.ts';
import { done, withStorage } from './with-storage.ts';

export const compareCommand: Command = {
  words: ['compare'],
  summary: 'tell how units changed from one wave to another, across changes of units',
  usage: `WAVE WAVE [options]
  WAVE WAVE            ids of the earlier and the later wave
  --level LEVEL        province, district, commune, grouping:ID (province)
  --on DATE            show both on the units of this day (those of the later wave)
  --by KIND            ${scoreKinds.join(', ')} (overall)
  --scheme SCHEME      ${schemes.join(', ')} (the later wave's)
  --instrument ID      id or version; the later wave's first without it
  --overlap PERCENT    households of a unit that must live where was measured (${String(defaultOverlapPercent)})
  --out FILE           write CSV there, into a folder under the name that the console gives
  prints unit, earlier and later figure with n, change in points with its 95 % interval and
  in ranks (bậc, earlier − later), and what it is worth`,
  options: {
    level: { type: 'string' },
    on: { type: 'string' },
    by: { type: 'string' },
    scheme: { type: 'string' },
    instrument: { type: 'string' },
    overlap: { type: 'string' },
    out: { type: 'string' },
  },
  async run(input) {
    const { values, positionals, config } = input;
    const [before = '', after = ''] = takePositionals(positionals, 2, 2);
    const day = optional(values, 'on');
    const query = {
      level: optional(values, 'level') ?? 'province',
      by: oneOf(values, 'by', scoreKinds) ?? 'overall',
      on: day === undefined ? undefined : readDay(day),
      scheme: oneOf(values, 'scheme', schemes),
      instrument: optional(values, 'instrument'),
      minimumOverlapPercent: wholeNumber(values, 'overlap', {
        least: 1,
        most: 100,
        otherwise: defaultOverlapPercent,
      }),
    };
    const history = await readUnitHistory(shippedData);
    if (!history.ok) return history;
    const announced = await readAnnounced(shippedData);
    if (!announced.ok) return announced;
    return withStorage(config, async ({ waves, responses }) => {
      const countVillages = countAnew(responses);
      const needs = { reader: createWaveReader(waves), countVillages, history: history.value };
      const table = await reportChanges(needs, [before, after], query);
      if (!table.ok) return table;
      noteGrowing(input, table.value.before, table.value.after);
      const out = optional(values, 'out');
      if (out !== undefined) {
        const bytes = changesCsv(table.value, defaultCsvFormat);
        return writeOut({ name: changesFileName(table.value), bytes }, out, input);
      }
      const beside = announcedBeside(table.value, announced.value);
      return done({ ...table.value, announced: beside }, printTable(table.value, beside));
    });
  },
};

const country = 'VN';

/** Where the unit is the province: what was announced of it and of the country, in years before. */
function announcedBeside(
  { level, by, rows }: ChangeTable,
  announced: readonly AnnouncedFigure[],
): readonly AnnouncedFigure[] {
  if (level !== 'province' || by !== 'overall') return [];
  const areas = new Set([country, ...rows.map(({ unit }) => unit)]);
  return announced.filter(({ area, figure }) => figure === 'overall' && areas.has(area));
}

const wordByStanding: Readonly<Record<Standing, string>> = {
  exact: '',
  approximate: 'gần đúng',
  'not-enough-base': 'không đủ mẫu',
  suppressed: 'được ẩn',
  'not-comparable': 'không so sánh được',
};

function printTable(table: ChangeTable, announced: readonly AnnouncedFigure[]): string {
  const { before, after, on, scheme, unplaced } = table;
  const head = `${before.name} → ${after.name}, đơn vị ngày ${on}, ${scheme}`;
  const lost = unplaced.before + unplaced.after;
  return [
    head,
    ...table.rows.map((row) => printRow(row, table)),
    ...(lost > 0 ? [`không rõ đơn vị ngày ${on}: ${String(lost)} phiếu`] : []),
    ...announced.map(printAnnounced),
  ].join('\n');
}

function printRow(row: UnitChange, { by }: ChangeTable): string {
  const cells = [
    row.unit,
    row.unitName,
    ...(by === 'overall' ? [] : [row.code]),
    printFigure(row.before),
    printFigure(row.after),
    printChange(row),
    row.steps === null ? '–' : `${row.steps > 0 ? '+' : ''}${String(row.steps)} bậc`,
    wordByStanding[row.standing],
  ];
  return cells.join('\t').trimEnd();
}

function printChange({ pointsHundredths, interval, before, after }: UnitChange): string {
  if (pointsHundredths === null) return '–';
  const points = `${sign(pointsHundredths)} điểm %`;
  const isHidden = [before, after].some(({ intervalStatus }) => intervalStatus === 'suppressed');
  if (interval === null) return isHidden ? `${points} (khoảng tin cậy được ẩn)` : points;
  const between = `${sign(interval.lowHundredths)} đến ${sign(interval.highHundredths)}`;
  const isBorrowed = [before, after].some(({ intervalStatus }) => intervalStatus === 'borrowed');
  const worth = interval.isClear
    ? `${pointsHundredths > 0 ? 'tăng' : 'giảm'} có ý nghĩa`
    : 'chưa rõ tăng hay giảm';
  return `${points} (${between}${isBorrowed ? ', ước theo cả đợt' : ''}: ${worth})`;
}

const sign = (hundredths: number): string =>
  `${hundredths > 0 ? '+' : ''}${comma(printHundredths(hundredths))}`;
const comma = (figure: string): string => figure.replace('.', ',');

function printFigure({ hundredths, validCount }: ComparedFigure): string {
  const figure = hundredths === null ? '–' : comma(printHundredths(hundredths));
  return `${figure} (n = ${String(validCount)})`;
}

const wordByPosition: Readonly<Record<AnnouncedFigure['position'], string>> = {
  value: '',
  highest: ', tỉnh cao nhất',
  lowest: ', tỉnh thấp nhất',
};

function printAnnounced(figure: AnnouncedFigure): string {
  const { areaName, year, series, position, hundredths, rank, rankedCount, source } = figure;
  const place = rank === null ? '' : `hạng ${String(rank)}/${String(rankedCount)}`;
  return [
    'công bố',
    `${areaName} ${String(year)} (${series})${wordByPosition[position]}`,
    comma(printHundredths(hundredths)),
    place,
    source,
  ].join('\t');
}
