import type { DrawnMap } from './commune-map.ts';
import type { FillName } from './fill.ts';
import { paintOf, paper } from './palette.ts';
import type { Sheet } from './sheet.ts';

/** Answers: the map as it stands in a file: every commune in its paint, the borders of the areas over them. */
export function drawMap(
  { outlines, size }: DrawnMap,
  borders: string,
  fills: ReadonlyMap<string, FillName>,
): Pick<Sheet, 'width' | 'body'> {
  const units = [...outlines].map(
    ([code, outline]) =>
      `<path d="${outline}" fill="${paintOf(fills.get(code) ?? 'none')}" stroke="${paper.line}" stroke-width="0.5"/>`,
  );
  const border = `<path d="${borders}" fill="none" stroke="${paper.ink}" stroke-width="1.5"/>`;
  return {
    width: size.width + 48,
    body: { height: size.height, markup: [...units, border].join('') },
  };
}
