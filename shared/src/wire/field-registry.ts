import * as v from 'valibot';
import {
  type FieldRegistry,
  fieldClasses,
  recordKinds,
  retentionStarts,
} from '../privacy/index.ts';

const idSchema = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/));
const fieldSchema = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/));
const lineSchema = v.pipe(v.string(), v.regex(/\S/), v.maxLength(300));
const titleSchema = v.strictObject({ vi: lineSchema, en: lineSchema });
const longestDays = 36_525;

/** The file of personal fields; that its names refer to something is judged by Y-01. */
export const fieldRegistrySchema: v.GenericSchema<unknown, FieldRegistry> = v.strictObject({
  format: v.literal(1),
  version: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}[a-z]?$/)),
  purposes: v.array(v.strictObject({ id: idSchema, title: titleSchema })),
  retentions: v.array(
    v.strictObject({
      id: idSchema,
      days: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(longestDays))),
      from: v.picklist(retentionStarts),
      title: titleSchema,
    }),
  ),
  records: v.array(
    v.strictObject({
      id: idSchema,
      kind: v.picklist(recordKinds),
      instrument: v.optional(idSchema),
      table: v.optional(fieldSchema),
      title: titleSchema,
      entries: v.array(
        v.strictObject({
          fields: v.pipe(v.array(fieldSchema), v.minLength(1)),
          purpose: idSchema,
          class: v.picklist(fieldClasses),
          retention: idSchema,
        }),
      ),
      notPersonal: v.array(fieldSchema),
    }),
  ),
  tablesWithout: v.array(fieldSchema),
});
