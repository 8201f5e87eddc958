import type { ScoreContent, ScoreLine } from '../score-lines.ts';
import type { Classes } from './classes.ts';
import { fillOf } from './fill.ts';
import { paintOf, paper } from './palette.ts';
import { boxAt, type Sheet, textAt } from './sheet.ts';

const labelWidth = 240;
const line = 24;

/** Answers: units by contents, each cell in its class with its figure. */
export function drawHeat(
  lines: readonly ScoreLine[],
  contents: readonly ScoreContent[],
  {
    classes,
    figureOf,
  }: { readonly classes: Classes | null; readonly figureOf: (percent: string) => string },
): Pick<Sheet, 'width' | 'body'> {
  const cellWidth = 72;
  const heads = contents.map(({ code }, column) =>
    textAt(code, {
      x: labelWidth + (column + 0.5) * cellWidth,
      y: 14,
      size: 12,
      anchor: 'middle',
      bold: true,
    }),
  );
  const rows = lines.map(({ unitName, group, cells }, at) => {
    const y = 22 + at * line;
    const name = group === null ? unitName : `${unitName} · ${group.label}`;
    return [
      textAt(name.length > 34 ? `${name.slice(0, 33)}…` : name, { x: 0, y: y + 16, size: 12 }),
      ...contents.map(({ code }, column) => {
        const row = cells.get(code);
        const fill = fillOf(row, classes);
        const x = labelWidth + column * cellWidth;
        const ink = fill === 'c4' || fill === 'c5' ? paper.ground : paper.ink;
        const figure =
          typeof row?.percent !== 'string'
            ? ''
            : textAt(figureOf(row.percent), {
                x: x + 36,
                y: y + 16,
                size: 12,
                anchor: 'middle',
                ink,
              });
        return boxAt([x, y, cellWidth - 2, line - 2], paintOf(fill)) + figure;
      }),
    ].join('');
  });
  return {
    width: 48 + labelWidth + contents.length * cellWidth,
    body: { height: 22 + lines.length * line, markup: [...heads, ...rows].join('') },
  };
}
