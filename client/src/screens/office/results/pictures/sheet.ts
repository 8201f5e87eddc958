import { paper } from './palette.ts';

/** What a picture says of itself wherever it is taken: title, wave, base, day. */
export interface SheetWords {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface LegendEntry {
  readonly paint: string;
  readonly text: string;
}

export interface Sheet extends SheetWords {
  readonly width: number;
  /** Elements of SVG, from 0 downwards. */
  readonly body: { readonly height: number; readonly markup: string };
  readonly legend: readonly LegendEntry[];
}

const margin = 24;
const font = "'Be Vietnam Pro', 'Noto Sans', 'Segoe UI', Arial, sans-serif";
const legendLine = 22;

/** Answers: text as it stands in markup: nothing of a name is read as a tag. */
export const escapeMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly ink?: string;
}

/** Answers: a line of text as an element. */
export function textAt(text: string, place: TextPlace): string {
  const { x, y, size = 13, anchor = 'start', bold = false, ink = paper.ink } = place;
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${String(size)}" text-anchor="${anchor}" fill="${ink}"${weight}>${escapeMarkup(text)}</text>`;
}

/** Answers: a rectangle as an element. */
export const boxAt = (
  [x, y, width, height]: readonly [number, number, number, number],
  paint: string,
): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${paint}"/>`;

/** Answers: a straight line as an element. */
export const lineAt = (
  [fromX, fromY, toX, toY]: readonly [number, number, number, number],
  ink: string = paper.ink,
  thickness = 1,
): string =>
  `<path d="M${round(fromX)} ${round(fromY)}L${round(toX)} ${round(toY)}" stroke="${ink}" stroke-width="${String(thickness)}" fill="none"/>`;

const round = (at: number): string => String(Math.round(at * 100) / 100);

/**
 * Answers: what does a picture look like as a file that stands alone?
 * Shape:   words, drawing and legend → SVG with every colour as an attribute, no style sheet and no address in it; as high as
 *          it needs to be. Long lines are broken between words.
 * Source:  requirement: a picture in a report still says its wave, its base and what is withheld.
 * Rule:    G-07
 */
export function sheetSvg({ title, lines, width, body, legend }: Sheet): string {
  const inner = width - 2 * margin;
  const titles = breakLine(title, inner / 10.5);
  const words = lines.flatMap((line) => breakLine(line, inner / 7));
  const top = margin + titles.length * 26 + words.length * 19 + 12;
  const below = top + body.height + 20;
  const entries = legend.flatMap(({ paint, text }) =>
    breakLine(text, (inner - 34) / 7).map((part, index) => ({ paint: index ? null : paint, part })),
  );
  const height = below + entries.length * legendLine + margin;
  const parts = [
    boxAt([0, 0, width, height], paper.ground),
    ...titles.map((text, index) =>
      textAt(text, { x: margin, y: margin + 18 + index * 26, size: 20, bold: true }),
    ),
    ...words.map((text, index) =>
      textAt(text, {
        x: margin,
        y: margin + titles.length * 26 + 14 + index * 19,
        ink: paper.soft,
      }),
    ),
    `<g transform="translate(${String(margin)} ${String(top)})">${body.markup}</g>`,
    ...entries.flatMap(({ paint, part }, index) => [
      ...(paint === null ? [] : [swatch(margin, below + index * legendLine, paint)]),
      textAt(part, { x: margin + 34, y: below + index * legendLine + 12 }),
    ]),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${round(height)}" width="${String(width)}" height="${round(height)}" font-family="${font}"><title>${escapeMarkup(title)}</title>${hatchings}${parts.join('')}</svg>`;
}

const swatch = (x: number, y: number, paint: string): string =>
  `<rect x="${String(x)}" y="${String(y)}" width="24" height="14" fill="${paint}" stroke="${paper.line}"/>`;

const hatching = (name: string, drawing: string): string =>
  `<pattern id="${name}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#f2f2f2"/><path d="${drawing}" stroke="${paper.line}" stroke-width="1.2" fill="none"/></pattern>`;

/** One way for too few answers, both ways for what is hidden: told apart without colours. */
const hatchings = `<defs>${hatching('insufficient', 'M-2 2L2 -2M0 8L8 0M6 10L10 6')}${hatching('suppressed', 'M-2 2L2 -2M0 8L8 0M6 10L10 6M-2 6L2 10M0 0L8 8M6 -2L10 2')}</defs>`;

/** Answers: a line of words in lines of about so many letters. */
function breakLine(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
