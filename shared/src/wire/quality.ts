import * as v from 'valibot';
import { countSchema, instantSchema, uuid7Schema } from './scalars.ts';

/** What a signal of quality came to over a wave. */
export const signalTallySchema = v.object({
  code: v.string(),
  raised: countSchema,
  quiet: countSchema,
  notEnoughBase: countSchema,
  notMeasured: countSchema,
  /** Of how many in a hundred it is raised where everybody is honest: text with two decimals. */
  falseAlarmPercent: v.string(),
});

const tallySchema = v.object({ code: v.string(), title: v.string(), count: countSchema });

/** A surveyor with everything that is there to look at; none of it is a finding. */
export const surveyorQualitySchema = v.object({
  username: v.string(),
  name: v.string(),
  interviews: countSchema,
  /** Raised signals, by code. */
  signals: v.array(v.object({ code: v.string(), count: countSchema })),
  /** How many of them are named in `raised`. */
  raisedShown: countSchema,
  /** Lines of this wave that wait for a person, by code: signatures and hashes that do not hold are among them. */
  keptApart: v.array(tallySchema),
  /** What the phones say of whichever wave. */
  phones: v.array(
    v.object({
      id: uuid7Schema,
      name: v.string(),
      /** Numbers under which two different forms came. */
      forks: countSchema,
      /** Numbers that never came. */
      missing: countSchema,
      /** Lines that do not name the line before them by its hash. */
      brokenLinks: countSchema,
      /** Lines that wait and name no wave that is here, by code. */
      ofNoWave: v.array(tallySchema),
      /** Clock of the phone less that of the server; null: not measured. */
      clockOffsetMs: v.nullable(v.number()),
    }),
  ),
});
export type SurveyorQuality = v.InferOutput<typeof surveyorQualitySchema>;

/** A raised signal, without any answer. */
export const raisedSignalSchema = v.object({
  code: v.string(),
  /** User name; null: it is about a question. */
  surveyor: v.nullable(v.string()),
  /** Id of the form, or the question; null: it is about all forms of the surveyor. */
  subject: v.nullable(v.string()),
  communeName: v.nullable(v.string()),
  village: v.nullable(v.string()),
  finishedAt: v.nullable(instantSchema),
  value: v.number(),
  bound: v.number(),
  unit: v.picklist(['s/item', 'share', 'ratio', 'h']),
  /** On how many answers, forms or interviews the measure rests. */
  n: countSchema,
  /** The form that it is like. */
  other: v.nullable(v.string()),
});
export type RaisedSignal = v.InferOutput<typeof raisedSignalSchema>;

export const qualitySchema = v.object({
  interviews: countSchema,
  signals: v.array(signalTallySchema),
  /** Those with most to look at in this wave first; among equals, those with most of their phones. */
  surveyors: v.array(surveyorQualitySchema),
  /** Of each surveyor the strongest: a thousand at most, or one of each where there are more surveyors. */
  raised: v.array(raisedSignalSchema),
  raisedCount: countSchema,
});
export type Quality = v.InferOutput<typeof qualitySchema>;
