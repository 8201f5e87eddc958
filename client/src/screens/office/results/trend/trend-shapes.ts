import type { TrendPoint } from '@sipas/shared/wire';
import type { TrendSlot } from './trend-slots.ts';

export type TrendTone = 'own' | 'area' | 'country' | 'break' | 'grid' | 'ink';

/** What a trend is drawn of, on the screen and in a file alike. */
export type TrendShape =
  | {
      readonly kind: 'line';
      readonly at: readonly [fromX: number, fromY: number, toX: number, toY: number];
      readonly tone: TrendTone;
      readonly isDashed: boolean;
      readonly thickness: number;
    }
  | {
      readonly kind: 'dot';
      readonly at: readonly [x: number, y: number];
      readonly tone: TrendTone;
      /** Our own are filled, announced ones hollow. */
      readonly isFilled: boolean;
      readonly isSquare: boolean;
    }
  | {
      readonly kind: 'text';
      readonly at: readonly [x: number, y: number];
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly isBold: boolean;
    };

interface TrendDrawing {
  readonly width: number;
  readonly height: number;
  /** Percent at which the axis begins. */
  readonly startPercent: number;
  readonly shapes: readonly TrendShape[];
}

interface TrendWords {
  readonly figureOf: (percent: string) => string;
  readonly announced: string;
  /** Words of a figure that is withheld, in place of a point. */
  readonly withheld: (point: TrendPoint) => string;
  readonly reform: string;
}

const left = 56;
const slotWidth = 124;
const top = 34;
const plotHeight = 240;
const bottom = top + plotHeight;
const narrowest = 640;
const country = 'VN';

/**
 * Answers: how is a trend drawn?
 * Shape:   places on the axis and words → lines, dots and texts. Own figures are filled dots with their intervals; announced
 *          ones are hollow, square for the country. A line joins two neighbouring waves whose figures are both comparable
 *          with the wave from which one looks back, dashed where one is approximate; an announced figure is joined with none.
 * Units:   percent 0–100; the axis begins at the ten below everything drawn, and ends at the ten above.
 * Source:  requirement: honest charts; decision D17.
 * Rule:    N-33
 */
export function trendShapes(slots: readonly TrendSlot[], words: TrendWords): TrendDrawing {
  const drawn = slots.flatMap(({ point, announced }) =>
    [point?.percent, point?.low, point?.high, ...announced.map(({ percent }) => percent)].flatMap(
      (percent) => (typeof percent === 'string' ? [Number(percent)] : []),
    ),
  );
  const start = drawn.length === 0 ? 0 : Math.max(0, Math.floor(Math.min(...drawn) / 10) * 10);
  const reached = drawn.length === 0 ? 100 : Math.ceil(Math.max(...drawn) / 10) * 10;
  const end = Math.min(100, Math.max(reached, start + 10));
  const from = end === start ? start - 10 : start;
  const width = Math.max(narrowest, left + slots.length * slotWidth + 16);
  const place: Placing = {
    xOf: (index) => left + ((index + 0.5) * (width - left - 16)) / Math.max(1, slots.length),
    yOf: (percent) => bottom - ((percent - from) / (end - from)) * plotHeight,
  };
  const shapes = [
    ...axis({ from, end, width }, place),
    ...reformBreak(slots, place, words),
    ...joints(slots, place),
    ...slots.flatMap((slot, index) => slotShapes({ slot, x: place.xOf(index) }, place, words)),
  ];
  return { width, height: bottom + 54, startPercent: from, shapes };
}

interface Placing {
  readonly xOf: (index: number) => number;
  readonly yOf: (percent: number) => number;
}

const line = (
  at: readonly [number, number, number, number],
  tone: TrendTone,
  { isDashed = false, thickness = 1 } = {},
): TrendShape => ({ kind: 'line', at, tone, isDashed, thickness });

const words = (
  text: string,
  at: readonly [number, number],
  anchor: 'start' | 'middle' | 'end' = 'middle',
  isBold = false,
): TrendShape => ({ kind: 'text', text, at, anchor, isBold });

function axis(
  { from, end, width }: { readonly from: number; readonly end: number; readonly width: number },
  { yOf }: Placing,
): TrendShape[] {
  const step = end - from <= 20 ? 5 : end - from <= 50 ? 10 : 20;
  const ticks = Array.from(
    { length: Math.floor((end - from) / step) + 1 },
    (_, i) => from + i * step,
  );
  return [
    ...ticks.flatMap((tick) => [
      line([left, yOf(tick), width - 16, yOf(tick)], 'grid'),
      words(String(tick), [left - 8, yOf(tick) + 4], 'end'),
    ]),
    // Two strokes across the axis: it does not begin at zero.
    ...(from === 0
      ? []
      : [
          line([left - 6, bottom - 10, left + 6, bottom - 16], 'ink', { thickness: 1.5 }),
          line([left - 6, bottom - 4, left + 6, bottom - 10], 'ink', { thickness: 1.5 }),
        ]),
    line([left, top, left, bottom], 'ink'),
  ];
}

function reformBreak(
  slots: readonly TrendSlot[],
  { xOf }: Placing,
  { reform }: TrendWords,
): TrendShape[] {
  const first = slots.findIndex(({ isOld }) => !isOld);
  if (first <= 0) return [];
  const x = (xOf(first - 1) + xOf(first)) / 2;
  return [
    line([x, top - 12, x, bottom + 40], 'break', { isDashed: true, thickness: 2 }),
    words(reform, [x, top - 18]),
  ];
}

function joints(slots: readonly TrendSlot[], { xOf, yOf }: Placing): TrendShape[] {
  const waves = slots.flatMap(({ point }, index) => (point === null ? [] : [{ point, index }]));
  return waves.slice(1).flatMap(({ point, index }, at) => {
    const before = waves[at];
    if (before === undefined || !isJoined(before.point) || !isJoined(point)) return [];
    const isDashed = [before.point, point].some(({ standing }) => standing === 'approximate');
    return [
      line(
        [
          xOf(before.index),
          yOf(Number(before.point.percent)),
          xOf(index),
          yOf(Number(point.percent)),
        ],
        'own',
        { isDashed, thickness: 2 },
      ),
    ];
  });
}

const isJoined = ({ link, percent }: TrendPoint): boolean => link === 'joined' && percent !== null;

function slotShapes(
  { slot, x }: { readonly slot: TrendSlot; readonly x: number },
  { yOf }: Placing,
  texts: TrendWords,
): TrendShape[] {
  const { point, announced, year } = slot;
  if (point === null)
    return [
      ...announced.flatMap(({ area, percent }): TrendShape[] => {
        const tone = area === country ? 'country' : 'area';
        const y = yOf(Number(percent));
        return [
          { kind: 'dot', at: [x, y], tone, isFilled: false, isSquare: area === country },
          words(texts.figureOf(percent), [x + 11, y + 4], 'start'),
        ];
      }),
      words(String(year), [x, bottom + 20], 'middle', true),
      words(texts.announced, [x, bottom + 37]),
    ];
  const { percent, low, high } = point;
  return [
    ...(percent === null
      ? [words(texts.withheld(point), [x, bottom - 8])]
      : [
          ...(low === null || high === null ? [] : whisker(x, yOf(Number(low)), yOf(Number(high)))),
          {
            ...{
              kind: 'dot' as const,
              at: [x, yOf(Number(percent))] as const,
              tone: 'own' as const,
            },
            ...{ isFilled: true, isSquare: false },
          },
          words(texts.figureOf(percent), [x + 11, yOf(Number(percent)) + 4], 'start', true),
        ]),
    words(shorten(point.wave.name), [x, bottom + 20], 'middle', true),
    words(String(year), [x, bottom + 37]),
  ];
}

const whisker = (x: number, low: number, high: number): TrendShape[] => [
  line([x, low, x, high], 'ink', { thickness: 1.5 }),
  line([x - 5, low, x + 5, low], 'ink', { thickness: 1.5 }),
  line([x - 5, high, x + 5, high], 'ink', { thickness: 1.5 }),
];

const shorten = (name: string): string => (name.length <= 16 ? name : `${name.slice(0, 15)}…`);
