import * as v from 'valibot';
import {
  changeEffects,
  compatibilities,
  differenceKinds,
  figureKinds,
  memberNames,
} from '../questionnaire/index.ts';
import { countSchema, sha256Schema, uuid7Schema } from './scalars.ts';

const versionNameSchema = v.object({
  version: sha256Schema,
  /** Counted from 1 in the order in which the store got them. */
  number: countSchema,
  /** In Vietnamese. */
  title: v.string(),
});

/** `GET /instruments`: every instrument with its versions, the newest first. */
export const instrumentListSchema = v.object({
  instruments: v.array(
    v.object({
      id: v.string(),
      /** Of the newest version, in Vietnamese. */
      title: v.string(),
      versions: v.array(
        v.object({
          ...versionNameSchema.entries,
          questions: countSchema,
          criteria: countSchema,
          /** Those of the person's areas that ask it, or asked it. */
          waves: v.array(v.object({ id: uuid7Schema, name: v.string() })),
        }),
      ),
    }),
  ),
});
export type InstrumentSummary = v.InferOutput<typeof instrumentListSchema>['instruments'][number];

/** `GET /instruments/{id}/diff`: what two versions of an instrument say differently, and what that does to the figures. */
export const instrumentDiffSchema = v.object({
  instrument: v.string(),
  before: versionNameSchema,
  after: versionNameSchema,
  verdict: v.picklist(compatibilities),
  rows: v.array(
    v.object({
      part: v.picklist(['form', 'section', 'question']),
      code: v.string(),
      section: v.string(),
      label: v.string(),
      kind: v.picklist(differenceKinds),
      member: v.picklist(memberNames),
      item: v.string(),
      language: v.string(),
      /** Null: that version says nothing here. */
      before: v.nullable(v.string()),
      after: v.nullable(v.string()),
      effect: v.picklist(changeEffects),
      grade: v.picklist(['comparable', 'extends', 'breaks']),
      /** `label`: what the figure is called; '' for all figures and the overall index. */
      figures: v.array(
        v.object({ kind: v.picklist(figureKinds), code: v.string(), label: v.string() }),
      ),
    }),
  ),
});
export type InstrumentDiff = v.InferOutput<typeof instrumentDiffSchema>;
