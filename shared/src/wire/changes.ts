import * as v from 'valibot';
import { otherIndices, standings } from '../scoring/index.ts';
import { intervalStatusSchema, schemes, scoreKinds, statusSchema } from './people.ts';
import { countSchema, uuid7Schema } from './scalars.ts';

/** A figure of one of two waves. Percent is text with two decimals and a point, null where it is withheld. */
const sideSchema = v.object({
  percent: v.nullable(v.string()),
  valid: countSchema,
  low: v.nullable(v.string()),
  high: v.nullable(v.string()),
  intervalStatus: intervalStatusSchema,
  rank: v.nullable(countSchema),
  /** Share of the unit's households that live where the wave measured. */
  overlapPercent: v.string(),
  standing: v.picklist(standings),
});

/** What became of one figure of one unit. Points are text with two decimals and a point, below zero where it fell. */
export const changeRowSchema = v.object({
  unit: v.string(),
  unitName: v.string(),
  code: v.string(),
  label: v.string(),
  before: sideSchema,
  after: sideSchema,
  points: v.nullable(v.string()),
  /** Places climbed. */
  steps: v.nullable(v.pipe(v.number(), v.safeInteger())),
  interval: v.nullable(v.object({ low: v.string(), high: v.string(), isClear: v.boolean() })),
  standing: v.picklist(standings),
});
export type ChangeRow = v.InferOutput<typeof changeRowSchema>;

const comparedWaveSchema = v.object({
  id: uuid7Schema,
  name: v.string(),
  catalogue: v.string(),
  minimumBase: countSchema,
  /** The edition of a frozen wave that the figures are of. */
  edition: v.optional(countSchema),
});

/** `GET /waves/{id}/changes`: this wave beside an earlier one. */
export const changeTableSchema = v.object({
  before: comparedWaveSchema,
  after: comparedWaveSchema,
  /** Day of the units on which both are shown. */
  on: v.string(),
  level: v.string(),
  by: v.picklist(scoreKinds),
  scheme: v.picklist(schemes),
  instrument: v.string(),
  minimumOverlapPercent: countSchema,
  /** Responses whose unit on that day is not on record. */
  unplaced: v.object({ before: countSchema, after: countSchema }),
  rows: v.array(changeRowSchema),
});
export type ChangeTable = v.InferOutput<typeof changeTableSchema>;

/** A figure of one of two units. Percent is text with two decimals and a point, null where it is withheld. */
const pairedSchema = v.object({
  percent: v.nullable(v.string()),
  valid: v.nullable(countSchema),
  low: v.nullable(v.string()),
  high: v.nullable(v.string()),
  status: statusSchema,
  intervalStatus: intervalStatusSchema,
});

const unitPairRowSchema = v.object({
  kind: v.picklist(scoreKinds),
  code: v.string(),
  label: v.string(),
  first: pairedSchema,
  second: pairedSchema,
  /** First less second; below zero where the first is lower. */
  points: v.nullable(v.string()),
  interval: v.nullable(v.object({ low: v.string(), high: v.string(), isClear: v.boolean() })),
});
export type UnitPairRow = v.InferOutput<typeof unitPairRowSchema>;

/** `GET /waves/{id}/unit-pair`: a unit beside another, or beside the rest of what it lies in. */
export const unitPairSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  catalogue: v.string(),
  instrument: v.string(),
  scheme: v.picklist(schemes),
  level: v.string(),
  minimumBase: countSchema,
  /** The edition of a frozen wave that the figures are of. */
  edition: v.optional(countSchema),
  first: v.object({ unit: v.string(), unitName: v.string() }),
  /** The other unit, or the whole whose rest is meant. */
  second: v.object({ unit: v.string(), unitName: v.string(), isRest: v.boolean() }),
  rows: v.array(unitPairRowSchema),
});
export type UnitPair = v.InferOutput<typeof unitPairSchema>;

/** A figure that somebody else announced (*công bố*). */
export const announcedFigureSchema = v.object({
  area: v.string(),
  areaName: v.string(),
  year: countSchema,
  series: v.string(),
  figure: v.string(),
  position: v.picklist(['value', 'highest', 'lowest']),
  percent: v.string(),
  rank: v.nullable(countSchema),
  rankedCount: v.nullable(countSchema),
  regionRank: v.nullable(countSchema),
  regionCount: v.nullable(countSchema),
  source: v.string(),
});
export type AnnouncedFigure = v.InferOutput<typeof announcedFigureSchema>;

/** A figure of another index of public administration; percent or points, as the index has it. */
const otherIndexFigureSchema = v.object({
  area: v.string(),
  areaName: v.string(),
  year: countSchema,
  index: v.picklist(otherIndices),
  position: v.picklist(['value', 'highest', 'lowest']),
  value: v.string(),
  source: v.string(),
});
export type OtherIndexFigure = v.InferOutput<typeof otherIndexFigureSchema>;

/** `GET /announced-figures`: what others announced of earlier years, of this index and of others. */
export const announcedListSchema = v.object({
  figures: v.array(announcedFigureSchema),
  otherIndices: v.array(otherIndexFigureSchema),
});
export type AnnouncedList = v.InferOutput<typeof announcedListSchema>;
