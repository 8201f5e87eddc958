import * as v from 'valibot';
import { schemes, scoreKinds } from './people.ts';
import { countSchema, instantSchema, sha256Schema, uuid7Schema } from './scalars.ts';

/** The longest reason of an edition. */
export const editionReasonLength = 1000;

/** An edition of a frozen wave: what counted, when and why. */
export const editionSchema = v.object({
  edition: countSchema,
  at: instantSchema,
  /** Null for an operator at the machine. */
  by: v.nullable(v.string()),
  /** '' for the first. */
  reason: v.string(),
  settings: v.object({
    software: v.string(),
    scheme: v.picklist(schemes),
    minimumBase: countSchema,
    minimumCell: countSchema,
    catalogue: v.string(),
    instruments: v.array(sha256Schema),
  }),
  responses: countSchema,
  /** Forms against the edition before. */
  added: countSchema,
  removed: countSchema,
  changed: countSchema,
  /** Forms that differed and wait for more of their village. */
  waiting: countSchema,
  /** SHA-256 over the hashes of its forms, each with a line feed. */
  dataHash: sha256Schema,
});
export type Edition = v.InferOutput<typeof editionSchema>;

/** `GET /waves/{id}/editions`. */
export const editionListSchema = v.object({
  /** None where the wave is not frozen. */
  editions: v.array(editionSchema),
  /** Lines that came after the wave was closed and wait. */
  late: countSchema,
});
export type EditionList = v.InferOutput<typeof editionListSchema>;

/** `POST /waves/{id}/editions`. */
export const newEditionSchema = v.object({
  reason: v.pipe(v.string(), v.maxLength(editionReasonLength)),
});

const editionFigureSchema = v.object({
  percent: v.nullable(v.string()),
  valid: v.nullable(countSchema),
  rank: v.nullable(countSchema),
  status: v.picklist(['published', 'insufficient', 'suppressed']),
});

/** `GET /waves/{id}/edition-changes`: what an edition tells otherwise than the one before it. */
export const editionChangesSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  level: v.string(),
  by: v.picklist(scoreKinds),
  scheme: v.picklist(schemes),
  before: editionSchema,
  after: editionSchema,
  rows: v.array(
    v.object({
      unit: v.string(),
      unitName: v.string(),
      kind: v.picklist(scoreKinds),
      code: v.string(),
      label: v.string(),
      before: editionFigureSchema,
      after: editionFigureSchema,
      /** After − before in percentage points; null where one of them is not published. */
      points: v.nullable(v.string()),
    }),
  ),
});
export type EditionChanges = v.InferOutput<typeof editionChangesSchema>;
