import * as v from 'valibot';
import { titledSchema } from './people.ts';
import { countSchema, instantSchema, sha256Schema, uuid7Schema } from './scalars.ts';

/** A stretch of a comment: as it was typed, or hidden, of which only the kind is told. */
const textPartSchema = v.union([
  v.object({ text: v.string() }),
  v.object({ hidden: v.picklist(['phone', 'email', 'id-number', 'name']) }),
]);

/** The finest unit by which a comment is told: that of enough responses. */
const commentUnitSchema = v.object({
  code: v.string(),
  name: v.string(),
  level: v.picklist(['commune', 'district', 'province']),
});

/** What somebody said in their own words, with nothing that tells who, by whom or when. */
export const commentSchema = v.object({
  id: v.string(),
  question: v.string(),
  unit: commentUnitSchema,
  parts: v.array(textPartSchema),
  /** Codes: what the person found who coded it last; where nobody did, what the rules find. */
  themes: v.array(v.string()),
  by: v.picklist(['hand', 'rules']),
  /** What the reader found in it; null: nothing was said yet. */
  mine: v.nullable(v.array(v.string())),
  coders: countSchema,
});
export type Comment = v.InferOutput<typeof commentSchema>;

export const themeSchema = v.object({
  code: v.string(),
  title: v.object({ vi: v.string(), en: v.string() }),
});

/** `GET /waves/{id}/comments`: one page, and by what it may be narrowed. */
export const commentListSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  minimumCell: countSchema,
  /** All that the reader may see are too few responses, so that nothing is shown. */
  isWithheld: v.boolean(),
  questions: v.array(titledSchema),
  themes: v.array(themeSchema),
  units: v.array(commentUnitSchema),
  total: countSchema,
  items: v.array(commentSchema),
});
export type CommentList = v.InferOutput<typeof commentListSchema>;

export const codingRequestSchema = v.object({
  themes: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(60)),
});

export const revealRequestSchema = v.object({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)),
});

/** A comment as it was typed, after its being seen was written down. */
export const revealedSchema = v.object({ id: v.string(), text: v.string() });

/** `GET /waves/{id}/comment-reveals`: who saw which comment whole, the last first. */
export const revealListSchema = v.object({
  reveals: v.array(
    v.object({ comment: v.string(), by: v.string(), reason: v.string(), at: instantSchema }),
  ),
});
export type Reveal = v.InferOutput<typeof revealListSchema>['reveals'][number];

/** `GET /waves/{id}/comment-themes`: what is not told is null. */
export const themeCountsSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  question: v.string(),
  level: v.string(),
  minimumBase: countSchema,
  minimumCell: countSchema,
  /** The edition of a frozen wave that it is of. */
  edition: v.optional(countSchema),
  /** Comments of a frozen wave whose coding counts when enough of their question and commune were coded. */
  waiting: countSchema,
  rows: v.array(
    v.object({
      unit: v.string(),
      unitName: v.string(),
      responses: countSchema,
      comments: v.nullable(countSchema),
      themes: v.array(v.object({ theme: v.string(), comments: v.nullable(countSchema) })),
    }),
  ),
});
export type ThemeCounts = v.InferOutput<typeof themeCountsSchema>;

/** `GET /waves/{id}/comment-agreement`: for each two people who coded the same comments, and each theme. */
export const agreementListSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  pairs: v.array(
    v.object({
      coders: v.tuple([v.string(), v.string()]),
      comments: countSchema,
      themes: v.array(
        v.object({
          theme: v.string(),
          /** Text with two decimals and a point; null where it is undefined. */
          kappa: v.nullable(v.string()),
          /** Comments in a hundred on which both said the same; text with two decimals. */
          samePercent: v.nullable(v.string()),
          undefinedBecause: v.nullable(v.picklist(['nothing', 'no-variation'])),
        }),
      ),
    }),
  ),
});
export type AgreementList = v.InferOutput<typeof agreementListSchema>;
