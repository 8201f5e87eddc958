import * as v from 'valibot';
import { chapterSchema } from './report.ts';

/** `GET /impact`: the file on the impact of processing personal data, as its printers take it, in Vietnamese. */
export const impactDocumentSchema = v.object({
  /** Day of the file in Vietnam, YYYY-MM-DD. */
  day: v.string(),
  title: v.string(),
  /** Of which program and registry it was made. */
  subject: v.string(),
  chapters: v.array(chapterSchema),
});
export type ImpactDocument = v.InferOutput<typeof impactDocumentSchema>;
