import * as v from 'valibot';
import { countSchema, instantSchema } from './scalars.ts';

/** Files of published tables that a link may lead to. */
export const linkedFiles = [
  'scores.csv',
  'scores.json',
  'answers.csv',
  'answers.json',
  'workbook.xlsx',
] as const;
export type LinkedFile = (typeof linkedFiles)[number];

/** `POST /waves/{id}/links`: a link to one file, asked by the same as the file itself. */
export const linkRequestSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  file: v.picklist(linkedFiles),
  query: v.record(v.pipe(v.string(), v.maxLength(100)), v.pipe(v.string(), v.maxLength(200))),
  days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
});
export type LinkRequest = v.InferOutput<typeof linkRequestSchema>;

/** A link that was just made: its address is told this once. */
export const madeLinkSchema = v.object({
  id: v.string(),
  url: v.string(),
  expiresAt: instantSchema,
});
export type MadeLink = v.InferOutput<typeof madeLinkSchema>;

const linkSchema = v.object({
  id: v.string(),
  name: v.string(),
  file: v.string(),
  /** Name of who made it. */
  by: v.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  lastUsedAt: v.nullable(instantSchema),
  useCount: countSchema,
  state: v.picklist(['living', 'expired', 'revoked']),
});
export type Link = v.InferOutput<typeof linkSchema>;

/** `GET /waves/{id}/links`. */
export const linkListSchema = v.object({ links: v.array(linkSchema) });
