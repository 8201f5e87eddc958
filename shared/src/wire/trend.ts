import * as v from 'valibot';
import { standings } from '../scoring/index.ts';
import { announcedFigureSchema } from './changes.ts';
import { intervalStatusSchema, schemes, scoreKinds, titledSchema } from './people.ts';
import { countSchema, sha256Schema, uuid7Schema } from './scalars.ts';

/** How a figure stands to that of the wave from which one looks back. */
export const trendLinks = ['joined', 'other-units', 'other-form'] as const;

/** One figure of one unit in one wave. Percent is text with two decimals and a point, null where it is withheld. */
const trendPointSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  /** Year in which the wave was made. */
  year: countSchema,
  catalogue: v.string(),
  edition: v.optional(countSchema),
  unitName: v.string(),
  percent: v.nullable(v.string()),
  valid: v.nullable(countSchema),
  low: v.nullable(v.string()),
  high: v.nullable(v.string()),
  intervalStatus: intervalStatusSchema,
  standing: v.picklist(standings),
  link: v.picklist(trendLinks),
});
export type TrendPoint = v.InferOutput<typeof trendPointSchema>;

/** `GET /waves/{id}/trend`: one figure of one unit over the waves, beside what was announced. */
export const trendSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  catalogue: v.string(),
  edition: v.optional(countSchema),
  scheme: v.picklist(schemes),
  level: v.string(),
  by: v.picklist(scoreKinds),
  minimumBase: countSchema,
  /** Percent of a unit's households that must live where a wave measured. */
  minimumOverlapPercent: countSchema,
  /** Day from which units are others. */
  reformOn: v.string(),
  unit: titledSchema,
  figure: titledSchema,
  /** What may be asked for instead. */
  units: v.array(titledSchema),
  figures: v.array(titledSchema),
  /** Waves in the order in which they were made. */
  points: v.array(trendPointSchema),
  /** Announced figures of the country and of the unit, by year. */
  announced: v.array(announcedFigureSchema),
});
export type Trend = v.InferOutput<typeof trendSchema>;
