import * as v from 'valibot';
import { countSchema, instantSchema } from './scalars.ts';

const textSchema = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** Who wrote the version that stands, and when; both null where it is the one that was shipped. */
const writtenEntries = {
  revision: countSchema,
  changedAt: v.nullable(instantSchema),
  changedBy: v.nullable(v.string()),
};

/** `GET /groupings`: ways to gather communes into areas. */
export const groupingListSchema = v.object({
  groupings: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      areas: countSchema,
      communes: countSchema,
      /** Whether the reader may write it anew. */
      editable: v.boolean(),
      ...writtenEntries,
    }),
  ),
});
export type GroupingList = v.InferOutput<typeof groupingListSchema>;

/** `GET /groupings/{id}`: one of them whole, with its history, the last version first. */
export const groupingDetailsSchema = v.object({
  id: v.string(),
  title: v.string(),
  editable: v.boolean(),
  ...writtenEntries,
  areas: v.array(
    v.object({
      code: v.string(),
      title: v.string(),
      /** Whose areas of work name it: it cannot be removed. */
      people: v.array(v.string()),
    }),
  ),
  communes: v.array(v.object({ code: v.string(), name: v.string(), area: v.string() })),
  history: v.array(
    v.object({
      revision: countSchema,
      at: instantSchema,
      /** Null: a command. */
      by: v.nullable(v.string()),
      moved: countSchema,
      added: v.array(v.string()),
      removed: v.array(v.string()),
      renamed: v.array(v.string()),
    }),
  ),
});
export type GroupingDetails = v.InferOutput<typeof groupingDetailsSchema>;

/** `POST /groupings/{id}/revisions`: the grouping written anew, after the revision that its writer saw. */
export const groupingRevisionSchema = v.object({
  revision: countSchema,
  areas: v.pipe(
    v.array(v.object({ code: textSchema(100), title: textSchema(200) })),
    v.maxLength(500),
  ),
  communes: v.pipe(
    v.array(v.object({ code: textSchema(40), area: textSchema(100) })),
    v.maxLength(1000),
  ),
});
export type GroupingRevisionRequest = v.InferOutput<typeof groupingRevisionSchema>;
