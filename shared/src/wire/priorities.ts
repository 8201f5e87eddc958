import * as v from 'valibot';
import { type Priority, lineStandings } from '../fixes/index.ts';
import type { Published } from '../scoring/index.ts';
import { intervalSchema, intervalStatusSchema, schemes, titledSchema } from './people.ts';
import { countSchema, sha256Schema, uuid7Schema } from './scalars.ts';

const statuses = ['published', 'insufficient', 'suppressed'] as const;

/** One criterion of one unit. Points and percent are text with two decimals and a point; null where it is not published. */
const priorityRowSchema = v.object({
  unit: v.string(),
  unitName: v.string(),
  code: v.string(),
  label: v.string(),
  factor: v.string(),
  numerator: v.nullable(countSchema),
  denominator: v.nullable(countSchema),
  valid: v.nullable(countSchema),
  percent: v.nullable(v.string()),
  interval: intervalSchema,
  intervalStatus: intervalStatusSchema,
  status: v.picklist(statuses),
  /** The part of the overall index that it makes, as it is printed: 1/22. */
  weight: v.nullable(v.object({ numerator: countSchema, denominator: countSchema })),
  /** (100 − index) × weight: points of the overall index that would be gained if everybody were satisfied. */
  gainPoints: v.nullable(v.string()),
  gainInterval: v.nullable(v.object({ low: v.string(), high: v.string() })),
  place: v.nullable(countSchema),
  /** The province's figure; null where the reader may not see it, and of the province itself. */
  line: v.nullable(v.string()),
  gapPoints: v.nullable(v.string()),
  standing: v.nullable(v.picklist(lineStandings)),
});
export type PriorityRow = v.InferOutput<typeof priorityRowSchema>;

/** `GET /waves/{id}/priorities`: what each criterion would bring to the overall index of a unit. */
export const priorityTableSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  catalogue: v.string(),
  scheme: v.picklist(schemes),
  level: v.string(),
  minimumBase: countSchema,
  minimumCell: countSchema,
  /** The edition of a frozen wave that it is of. */
  edition: v.optional(countSchema),
  /** Every unit of the level that the reader may see, and whether it has an order. */
  units: v.array(v.object({ code: v.string(), name: v.string(), status: v.picklist(statuses) })),
  /** Codes of factors with their titles. */
  factors: v.array(titledSchema),
  rows: v.array(priorityRowSchema),
});
export type PriorityTable = v.InferOutput<typeof priorityTableSchema>;
/** As it leaves the server: made of rows that have passed the gate (S-40). */
export type PublishedPriorityTable = Omit<PriorityTable, 'rows'> & {
  readonly rows: Published<readonly Priority[]>;
};
