import type { RankedBar } from './ranked.ts';
import { answerColours, classColours, paper } from './palette.ts';
import { boxAt, lineAt, type Sheet, textAt } from './sheet.ts';
import type { AnswerStack } from './answer-stack.ts';

const width = 900;
const line = 20;
const labelWidth = 260;
const figureWidth = 210;
const barWidth = width - 48 - labelWidth - figureWidth;
const xOf = (share: number): number => labelWidth + share * barWidth;

/** Answers: the scale under its heading, from 0 to 100 percent, over so many lines. */
const scale = (lines: number): string =>
  [0, 0.25, 0.5, 0.75, 1]
    .flatMap((share) => [
      lineAt([xOf(share), 16, xOf(share), 22 + lines * line], '#d5dde1'),
      textAt(String(share * 100), { x: xOf(share), y: 11, size: 11, anchor: 'middle' }),
    ])
    .join('');

const shorten = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;

/** Answers: ranked bars with their intervals and the line of the province. */
export function drawBars(
  bars: readonly RankedBar[],
  {
    province,
    figureOf,
  }: { readonly province: number | null; readonly figureOf: (bar: RankedBar) => string },
): Pick<Sheet, 'width' | 'body'> {
  const rows = bars.map((bar, index) => {
    const y = 22 + index * line;
    const { share, reach } = bar;
    return [
      textAt(shorten(bar.name, 36), { x: labelWidth - 8, y: y + 14, size: 12, anchor: 'end' }),
      share === null ? '' : boxAt([xOf(0), y + 4, share * barWidth, line - 8], classColours[2]),
      reach === null ? '' : lineAt([xOf(reach[0]), y + 10, xOf(reach[1]), y + 10], paper.ink, 2),
      textAt(figureOf(bar), { x: width - 48, y: y + 14, size: 12, anchor: 'end' }),
    ].join('');
  });
  const ends = 22 + bars.length * line;
  const mark =
    province === null ? '' : lineAt([xOf(province), 16, xOf(province), ends], '#b3261e', 1.5);
  return {
    width,
    body: { height: ends, markup: [scale(bars.length), ...rows, mark].join('') },
  };
}

/** Answers: a stacked bar of the answers for each criterion. */
export function drawStacks(
  stacks: readonly AnswerStack[],
  baseOf: (stack: AnswerStack) => string,
): Pick<Sheet, 'width' | 'body'> {
  const rows = stacks.map((stack, index) => {
    const y = 22 + index * line;
    let from = 0;
    const segments = stack.segments.map(({ share, isHidden, options }) => {
      const at = from;
      from += share;
      const paint = isHidden
        ? 'url(#suppressed)'
        : (answerColours[stack.rows.findIndex(({ option }) => option === options[0])] ??
          paper.line);
      return boxAt([xOf(at), y + 3, share * barWidth, line - 6], paint);
    });
    return [
      textAt(shorten(stack.label, 38), { x: labelWidth - 8, y: y + 14, size: 11, anchor: 'end' }),
      ...segments,
      textAt(baseOf(stack), { x: width - 48, y: y + 14, size: 12, anchor: 'end' }),
    ].join('');
  });
  const ends = 22 + stacks.length * line;
  return { width, body: { height: ends, markup: [scale(stacks.length), ...rows].join('') } };
}
