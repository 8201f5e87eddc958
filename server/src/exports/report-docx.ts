import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ReportBlock, ReportCell, ReportDocument, ReportTable } from '@sipas/shared/wire';
import { stampZip } from './zip-stamp.ts';

/** Lengths are twentieths of a point; A4 with the margins of an official letter: 20 mm, left 30 mm. */
const page = { width: 11906, height: 16838 };
const margin = { top: 1134, bottom: 1134, left: 1701, right: 1134 };
const font = 'Times New Roman';
/** Half points. */
const size = { body: 26, table: 22, heading: 28, title: 32 };

type Child = Paragraph | Table;
interface Part {
  readonly isWide: boolean;
  readonly children: Child[];
}

/**
 * Answers: the report as a document of Word: real headings, tables whose heads return on each page, landscape pages for wide
 *          ones, Vietnamese as its language.
 * Shape:   the same document gives the same bytes: the file is dated by the day of the report.
 * Rule:    N-12
 */
export async function printDocx(report: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { cover, wave, day } = report;
  const document = new Document({
    title: plain(`${cover.title}: ${cover.subject}`),
    creator: plain(cover.issuers.at(-1) ?? ''),
    styles: styles(),
    sections: partsOf(report).map((part, place) => sectionOf(part, place, wave.name)),
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(report) };
  const packed = await Packer.pack(document, 'uint8array', undefined, [properties]);
  return stampZip(Uint8Array.from(packed), day);
}

const styles = () => {
  const heading = (fontSize: number, before = 240) => ({
    run: { font, size: fontSize, bold: true, color: '000000' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font, size: size.body, language: { value: 'vi-VN', eastAsia: 'vi-VN' } },
        paragraph: { spacing: { after: 120, line: 288 } },
      },
      heading1: heading(size.heading, 480),
      heading2: heading(size.body),
      title: { run: { font, size: size.title, bold: true } },
    },
  };
};

/** Upright pages, and one part of its own for each table that needs a page on its side. */
function partsOf({ cover, chapters }: ReportDocument): readonly Part[] {
  const parts: Part[] = [{ isWide: false, children: coverChildren(cover) }];
  const upright = (): Part => {
    const last = parts.at(-1);
    if (last !== undefined && !last.isWide) return last;
    const next: Part = { isWide: false, children: [] };
    parts.push(next);
    return next;
  };
  for (const [place, { title, blocks }] of chapters.entries()) {
    const { children } = upright();
    children.push(
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        // After the cover; the others follow each other, as one may be a single sentence.
        pageBreakBefore: place === 0,
        children: [run(title)],
      }),
    );
    for (const block of blocks) {
      if (block.kind === 'table' && block.isWide)
        parts.push({ isWide: true, children: tableChildren(block) });
      else upright().children.push(...blockChildren(block));
    }
  }
  return parts;
}

/** Only the cover has no head. */
function sectionOf({ isWide, children }: Part, place: number, waveName: string): ISectionOptions {
  return {
    properties: {
      titlePage: place === 0,
      page: {
        // The library turns the sheet itself.
        size: {
          ...page,
          orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin,
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [
              new TextRun({ children: [PageNumber.CURRENT], size: size.table }),
              run(` – ${waveName}`, { size: size.table }),
            ],
          }),
        ],
      }),
    },
    children,
  };
}

function coverChildren(cover: ReportDocument['cover']): Child[] {
  const centred = (text: string, look: Look = {}) =>
    new Paragraph({ alignment: AlignmentType.CENTER, children: [run(text, look)] });
  const side = (width: number, children: Paragraph[]) =>
    new TableCell({ width: { size: width, type: WidthType.DXA }, borders: noBorders, children });
  const widths = [3700, 5371] as const;
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: [...widths],
      borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
      rows: [
        new TableRow({
          children: [
            side(widths[0], [
              ...cover.issuers.map((text, place) =>
                centred(text, { size: size.table, bold: place === cover.issuers.length - 1 }),
              ),
              centred(cover.reference, { size: size.table }),
            ]),
            side(widths[1], [
              centred(cover.country, { size: size.table, bold: true }),
              centred(cover.motto, { bold: true }),
              centred(cover.placeAndDay, { italics: true }),
            ]),
          ],
        }),
      ],
    }),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      spacing: { before: 3200 },
      children: [run(cover.title)],
    }),
    centred(cover.subject, { bold: true, size: size.heading }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 600 },
      children: [run(cover.summary)],
    }),
  ];
}

function blockChildren(block: ReportBlock): Child[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(block.text)] })];
    case 'paragraph':
      return [new Paragraph({ alignment: AlignmentType.JUSTIFIED, children: [run(block.text)] })];
    case 'list':
      return block.items.map(
        (text) => new Paragraph({ bullet: { level: 0 }, children: [run(text)] }),
      );
    case 'note':
      return [new Paragraph({ children: [run(block.text, { italics: true, size: size.table })] })];
    case 'command':
      return [
        new Paragraph({
          children: [new TextRun({ text: plain(block.text), font: 'Courier New', size: 18 })],
        }),
      ];
    case 'table':
      return tableChildren(block);
  }
}

/** Rows of a table that is not broken over two pages. */
const keptTogether = 16;

function tableChildren(table: ReportTable): Child[] {
  const { number, caption, columns, rows } = table;
  const widths = columnWidths(table);
  const isShort = rows.length <= keptTogether;
  const rowOf = (cells: readonly ReportCell[], isHead: boolean, keepNext: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((cell, place) =>
        cellOf(cell, { width: widths[place] ?? 0, isHead, keepNext }),
      ),
    });
  const titles = columns.map(({ title }): ReportCell => ({ kind: 'text', text: title }));
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 200 },
      children: [run(`Bảng ${String(number)}. ${caption}`, { bold: true, size: size.table + 2 })],
    }),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: widths,
      // The first row stays with the head of its table.
      rows: [
        rowOf(titles, true, true),
        ...rows.map((cells, place) => rowOf(cells, false, isShort && place < rows.length - 1)),
      ],
    }),
    new Paragraph({ spacing: { after: 120 }, children: [] }),
  ];
}

function cellOf(
  { kind, text }: ReportCell,
  {
    width,
    isHead,
    keepNext,
  }: { readonly width: number; readonly isHead: boolean; readonly keepNext: boolean },
): TableCell {
  const alignment = isHead
    ? AlignmentType.CENTER
    : kind === 'text'
      ? AlignmentType.LEFT
      : AlignmentType.RIGHT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 80, right: 80, top: 30, bottom: 30 },
    ...(isHead && { shading: { fill: 'E7E6E6' } }),
    children: [
      new Paragraph({
        alignment,
        keepNext,
        spacing: { after: 0, line: 240 },
        children: [run(text, { size: size.table, bold: isHead, italics: kind === 'word' })],
      }),
    ],
  });
}

/** What a letter of a cell takes, and what stands beside the letters. */
const letter = 115;
const beside = 260;

/**
 * A column of figures is as wide as its figures; one of words is as wide as its longest word, and takes its part of what is
 * left by what it has to say.
 */
function columnWidths({ columns, rows, isWide }: ReportTable): number[] {
  const total = (isWide ? page.height : page.width) - margin.left - margin.right;
  const longest = columns.map(({ title }, place) =>
    Math.max(
      ...title.split(' ').map(({ length }) => length),
      ...rows.map((cells) => cells[place]?.text.length ?? 0),
    ),
  );
  const wished = columns.map(({ kind }, place) =>
    kind === 'figure' ? (longest[place] ?? 0) * letter + beside : 0,
  );
  // Figures may break; words keep a part of the page whatever is beside them.
  const squeeze = Math.min(1, (total * 0.8) / Math.max(1, sum(wished)));
  const figures = wished.map((width) => Math.floor(width * squeeze));
  const left = total - sum(figures);
  const words = columns.map(({ kind, title }, place) =>
    kind === 'text' ? longestWord([title, ...rows.map((cells) => cells[place]?.text ?? '')]) : 0,
  );
  const wanted = words.map((length) => (length === 0 ? 0 : length * letter + beside));
  const fit = Math.min(1, left / Math.max(1, sum(wanted)));
  const least = wanted.map((width) => Math.floor(width * fit));
  const shares = columns.map(({ kind }, place) =>
    kind === 'text' ? Math.max(1, Math.min(60, longest[place] ?? 0) - (words[place] ?? 0)) : 0,
  );
  const spare = left - sum(least);
  return columns.map(({ kind }, place) =>
    kind === 'figure'
      ? (figures[place] ?? 0)
      : (least[place] ?? 0) + Math.floor((spare * (shares[place] ?? 0)) / sum(shares)),
  );
}

const longestWord = (texts: readonly string[]): number =>
  Math.max(...texts.flatMap((text) => text.split(' ').map(({ length }) => length)));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder };

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly size?: number;
}
const run = (text: string, look: Look = {}): TextRun => new TextRun({ text: plain(text), ...look });

/** What XML has no place for: a name may have been pasted with it. */
const plain = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const escapeXml = (text: string): string =>
  plain(text).replace(/[&<>]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);

/** The library would date it by the clock. */
function coreProperties({ cover, day }: ReportDocument): string {
  const moment = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(`${cover.title}: ${cover.subject}`)}</dc:title>`,
    `<dc:creator>${escapeXml(cover.issuers.at(-1) ?? '')}</dc:creator>`,
    '<dc:language>vi-VN</dc:language>',
    `${moment('created')}${moment('modified')}</cp:coreProperties>`,
  ].join('');
}
