import { classColours, paper } from '../pictures/palette.ts';
import { lineAt, type Sheet, textAt } from '../pictures/sheet.ts';
import type { TrendShape, TrendTone, trendShapes } from './trend-shapes.ts';

/** The tones of a trend on paper. */
export const trendPaint: Readonly<Record<TrendTone, string>> = {
  own: classColours[3],
  area: '#8c510a',
  country: paper.soft,
  break: '#b3261e',
  grid: '#d5dde1',
  ink: paper.ink,
};

/** Answers: a trend as part of a file that stands alone. */
export const drawTrend = ({
  width,
  height,
  shapes,
}: ReturnType<typeof trendShapes>): Pick<Sheet, 'width' | 'body'> => ({
  width: width + 48,
  body: { height, markup: shapes.map(drawShape).join('') },
});

function drawShape(shape: TrendShape): string {
  if (shape.kind === 'text') {
    const [x, y] = shape.at;
    return textAt(shape.text, { x, y, size: 12, anchor: shape.anchor, bold: shape.isBold });
  }
  const ink = trendPaint[shape.tone];
  if (shape.kind === 'line') {
    const drawn = lineAt(shape.at, ink, shape.thickness);
    return shape.isDashed ? drawn.replace('/>', ' stroke-dasharray="6 4"/>') : drawn;
  }
  const [x, y] = shape.at;
  const paint = `fill="${shape.isFilled ? ink : paper.ground}" stroke="${ink}" stroke-width="2"`;
  return shape.isSquare
    ? `<rect x="${round(x - 5)}" y="${round(y - 5)}" width="10" height="10" ${paint}/>`
    : `<circle cx="${round(x)}" cy="${round(y)}" r="6" ${paint}/>`;
}

const round = (at: number): string => String(Math.round(at * 100) / 100);
