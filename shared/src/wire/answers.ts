import * as v from 'valibot';
import { intervalSchema, intervalStatusSchema, statusSchema, titledSchema } from './people.ts';
import { countSchema, sha256Schema, uuid7Schema } from './scalars.ts';

/** One option of one question, in a unit and group. What is not published is null, with the reason in `status`. */
export const answerRowSchema = v.object({
  unit: v.string(),
  unitName: v.string(),
  unitValidFrom: v.nullable(v.string()),
  unitValidTo: v.nullable(v.string()),
  group: v.nullable(titledSchema),
  question: v.string(),
  questionLabel: v.string(),
  option: v.string(),
  optionLabel: v.string(),
  /** People who chose it, and people who answered. */
  count: v.nullable(countSchema),
  valid: v.nullable(countSchema),
  /** Text with two decimals and a point. */
  percent: v.nullable(v.string()),
  interval: intervalSchema,
  intervalStatus: intervalStatusSchema,
  /** Among the options of a question with several answers, or the questions of a grid; null elsewhere. */
  rank: v.nullable(countSchema),
  /** People without an answer, by the reason. */
  missing: v.nullable(
    v.object({
      'not-asked': countSchema,
      'left-blank': countSchema,
      refused: countSchema,
      'dont-know': countSchema,
    }),
  ),
  status: statusSchema,
});
export type AnswerRow = v.InferOutput<typeof answerRowSchema>;

/** `GET /waves/{id}/answers`: how people answered the questions outside the index. */
export const answerTableSchema = v.object({
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), version: sha256Schema }),
  catalogue: v.string(),
  level: v.string(),
  /** Code of the question, or of the section that is a grid of questions. */
  question: v.string(),
  group: v.nullable(v.string()),
  /** Whether a person could give several answers: shares may then pass 100 percent together. */
  severalAnswers: v.boolean(),
  minimumBase: countSchema,
  minimumCell: countSchema,
  /** The edition of a frozen wave that it is of. */
  edition: v.optional(countSchema),
  rows: v.array(answerRowSchema),
});
export type AnswerTable = v.InferOutput<typeof answerTableSchema>;
