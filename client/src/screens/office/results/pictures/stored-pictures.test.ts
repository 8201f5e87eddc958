import type { AnswerRow } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import type { CommuneMap } from '../../../../ports/office-api.ts';
import { officeText } from '../../../../text/office/index.ts';
import { type GridRow, scoreGrid } from '../score-lines.ts';
import { stackAnswers } from './answer-stack.ts';
import { drawCommunes } from './commune-map.ts';
import { chooseClasses } from './classes.ts';
import { drawBars, drawStacks } from './draw-bars.ts';
import { drawHeat } from './draw-heat.ts';
import { drawMap } from './draw-map.ts';
import { figureText } from './figure-text.ts';
import { countFills, fillOf } from './fill.ts';
import { legendOf } from './legend.ts';
import { paintOf } from './palette.ts';
import { rankBars } from './ranked.ts';
import { type Sheet, sheetSvg } from './sheet.ts';

/**
 * Pictures of fixed figures beside the files in `stored/`, which somebody looked at: words of SVG and no pixels, as letters
 * differ from machine to machine. A wanted change is stored with `vitest run -u` and looked at again.
 */
const stored = (name: string, sheet: Omit<Sheet, 'lines'>) =>
  expect(
    `${sheetSvg({ ...sheet, lines: ['Đợt thử · 01/07/2025'] }).replaceAll('><', '>\n<')}\n`,
  ).toMatchFileSnapshot(`./stored/${name}.svg`);

const figure = (unit: string, percent: string | null, more: Partial<GridRow> = {}): GridRow => ({
  ...{ unit, unitName: `Xã ${unit}`, group: null, code: 'overall', label: 'Chỉ số chung' },
  ...{ valid: 40, percent, intervalStatus: 'published' as const, rank: null },
  interval:
    percent === null
      ? null
      : {
          ...{ low: '55.00', high: '92.50', standardErrorPoints: '5.000' },
          ...{ clusters: 4, designEffect: null, effectiveN: null },
        },
  status: percent === null ? 'insufficient' : 'published',
  ...more,
});
/** From the lowest class to the highest, too few answers, and one that is hidden. */
const rows = [
  figure('A', '62.50'),
  figure('B', '81.00'),
  figure('C', null, { valid: 12 }),
  figure('D', null, { status: 'suppressed', valid: null }),
];
const classes = chooseClasses([62.5, 81]);
const legend = legendOf(
  { classes, counts: countFills(rows.map((row) => fillOf(row, classes))) },
  { text: officeText.vi, language: 'vi', minimumBase: 30 },
).map(({ fill, text }) => ({ paint: paintOf(fill), text }));

/** Two squares side by side that share a line, and two that stand alone. */
const topology: CommuneMap = {
  type: 'Topology',
  transform: { scale: [0.1, 0.1], translate: [106, 10] },
  arcs: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ],
    [
      [1, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ],
    [
      [3, 0],
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ],
    [
      [5, 0],
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ],
  ],
  objects: {
    communes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 'A', arcs: [[-2, -1]] },
        { type: 'Polygon', id: 'B', arcs: [[0, 2]] },
        { type: 'Polygon', id: 'C', arcs: [[3]] },
        { type: 'MultiPolygon', id: 'D', arcs: [[[4]]] },
      ],
    },
  },
};

it('draws the map as it is stored: a class at each end, and both hatchings [G-02]', async () => {
  const map = drawCommunes(topology);
  const fills = new Map(rows.map((row) => [row.unit, fillOf(row, classes)]));
  const drawn = drawMap(
    map,
    map.bordersOf((code) => (code < 'C' ? 'west' : 'east')),
    fills,
  );

  await stored('map', { title: 'Bản đồ: Chỉ số chung', ...drawn, legend });
});

it('draws ranked bars as they are stored: from zero, with intervals and the line of the province [G-03]', async () => {
  const bars = rankBars(scoreGrid(rows).lines, { code: 'overall', group: null });
  const figureOf = ({ row }: (typeof bars)[number]) => figureText(row, officeText.vi, 'vi');

  await stored('bars', {
    title: 'Chỉ số chung',
    ...drawBars(bars, { province: 0.75, figureOf }),
    legend: [],
  });
});

it('draws the heat table as it is stored: light figures on dark cells, none on hatched ones [G-02]', async () => {
  const second = rows.map((row) => ({ ...row, code: 'access', label: 'Tiếp cận' }));
  const { lines, contents } = scoreGrid([...rows, ...second.slice(0, 3)]);
  const figureOf = (percent: string) => percent.replace('.', ',');

  await stored('heat', {
    title: 'Theo yếu tố',
    ...drawHeat(lines, contents, { classes, figureOf }),
    legend,
  });
});

it('draws the five answers as they are stored: shares that fill the bar, hidden ones as one stretch [G-06]', async () => {
  const answers = (question: string, counts: readonly (number | null)[]): AnswerRow[] =>
    counts.map((count, option) => ({
      ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', unitValidFrom: null, unitValidTo: null },
      ...{ group: null, question, questionLabel: `Câu ${question}`, percent: null, valid: 200 },
      ...{ option: String(option + 1), optionLabel: `Mức ${String(option + 1)}`, count },
      ...{ interval: null, intervalStatus: 'insufficient' as const, rank: null, missing: null },
      status: count === null ? 'suppressed' : 'published',
    }));
  const stacks = stackAnswers([
    ...answers('một', [2, 10, 26, 112, 50]),
    ...answers('hai', [null, null, 26, 112, 50]),
    ...answers('ba', [null, null, null, null, null]),
  ]);

  await stored('five-answers', {
    title: 'Năm mức trả lời',
    ...drawStacks(stacks, ({ valid }) => `n = ${String(valid)}`),
    legend: [],
  });
});
