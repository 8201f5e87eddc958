import * as v from 'valibot';
import { countSchema, uuid7Schema } from './scalars.ts';

/** A cell of a table: words, a figure, or the word that stands where a figure is withheld. */
const cellSchema = v.object({ kind: v.picklist(['text', 'figure', 'word']), text: v.string() });
export type ReportCell = v.InferOutput<typeof cellSchema>;

const tableSchema = v.object({
  kind: v.literal('table'),
  /** Counted through the whole report. */
  number: countSchema,
  caption: v.string(),
  /** Too many columns for a page that stands upright. */
  isWide: v.boolean(),
  columns: v.array(v.object({ title: v.string(), kind: v.picklist(['text', 'figure']) })),
  rows: v.array(v.array(cellSchema)),
});
export type ReportTable = v.InferOutput<typeof tableSchema>;

const blockSchema = v.variant('kind', [
  v.object({ kind: v.literal('heading'), text: v.string() }),
  v.object({ kind: v.literal('paragraph'), text: v.string() }),
  v.object({ kind: v.literal('list'), items: v.array(v.string()) }),
  v.object({ kind: v.literal('note'), text: v.string() }),
  /** A line to type, as it is. */
  v.object({ kind: v.literal('command'), text: v.string() }),
  tableSchema,
]);
export type ReportBlock = v.InferOutput<typeof blockSchema>;

export const chapterSchema = v.object({
  id: v.string(),
  title: v.string(),
  blocks: v.array(blockSchema),
});
export type ReportChapter = v.InferOutput<typeof chapterSchema>;

/** `GET /waves/{id}/report`: the report of a wave as its printers take it, in Vietnamese. */
export const reportDocumentSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  /** The edition of a frozen wave that the figures are of. */
  edition: v.optional(countSchema),
  /** Day of the report, YYYY-MM-DD. */
  day: v.string(),
  cover: v.object({
    /** Who issues it, from the body above downwards. */
    issuers: v.array(v.string()),
    country: v.string(),
    motto: v.string(),
    reference: v.string(),
    placeAndDay: v.string(),
    title: v.string(),
    subject: v.string(),
    /** The first figure, in a sentence. */
    summary: v.string(),
  }),
  chapters: v.array(chapterSchema),
});
export type ReportDocument = v.InferOutput<typeof reportDocumentSchema>;
