import * as v from 'valibot';
import { incidentSteps, verdicts } from '../incidents/index.ts';
import { fieldClasses, recordKinds } from '../privacy/index.ts';
import { countSchema, instantSchema, sequenceSchema, uuid7Schema } from './scalars.ts';

/** The longest text of an incident. */
export const incidentTextMost = 2000;
/** The longest text of a suspicion, which is written in a hurry. */
export const suspicionTextMost = 500;
const dataMost = 60;
const peopleMost = 100_000_000;

const textOf = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(least),
    v.maxLength(most),
    // eslint-disable-next-line no-control-regex -- control characters but for the tab and the end of a line
    v.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
  );
const classSchema = v.pipe(v.string(), v.regex(/^[a-z-]{1,30}:[a-z-]{1,30}$/));

/** What is known; `POST /incidents` opens one with it. */
export const newIncidentSchema = v.object({
  noticedAt: instantSchema,
  beganAt: v.nullable(instantSchema),
  what: textOf(1, incidentTextMost),
  data: v.pipe(v.array(classSchema), v.maxLength(dataMost)),
  peopleMost: v.nullable(v.pipe(countSchema, v.maxValue(peopleMost))),
});

/** `POST /incidents/suspicions`: somebody who works at the console believes that something happened. */
export const suspicionSchema = v.object({ what: textOf(1, suspicionTextMost) });
export type Suspicion = v.InferOutput<typeof suspicionSchema>;

/** What whoever reported it is told. */
export const heardSuspicionSchema = v.object({ id: uuid7Schema, heardAt: instantSchema });
export type HeardSuspicion = v.InferOutput<typeof heardSuspicionSchema>;

export type NewIncident = v.InferOutput<typeof newIncidentSchema>;

/** After which entry it was written, so that of two who write at once one is told. */
const after = { revision: sequenceSchema };
const note = textOf(0, incidentTextMost);
const done = { doneAt: instantSchema, corrects: v.nullable(sequenceSchema) };

/** `POST /incidents/{id}/entries`: the next entry. */
export const incidentEntryRequestSchema = v.variant('step', [
  v.object({ step: v.literal('facts'), ...after, facts: newIncidentSchema, note }),
  v.object({
    ...{ step: v.picklist(['contained', 'people-told']), ...after, ...done },
    note: textOf(1, incidentTextMost),
  }),
  v.object({
    ...{ step: v.literal('assessed'), ...after, ...done, verdict: v.picklist(verdicts) },
    note: textOf(1, incidentTextMost),
  }),
  v.object({
    ...{ step: v.literal('notified'), ...after, ...done, reference: textOf(1, 200), note },
  }),
  v.object({
    ...{ step: v.picklist(['closed', 'reopened']), ...after, note: textOf(1, incidentTextMost) },
  }),
]);
export type IncidentEntryRequest = v.InferOutput<typeof incidentEntryRequestSchema>;

const rulesSchema = v.object({
  source: v.string(),
  noticeHours: v.number(),
  nearHours: v.number(),
  pressingHours: v.number(),
});
const clockFactsSchema = v.object({
  noticedAt: instantSchema,
  notifiedAt: v.nullable(instantSchema),
  noDutyAt: v.nullable(instantSchema),
});

export const incidentSchema = v.object({
  id: uuid7Schema,
  revision: v.number(),
  facts: newIncidentSchema,
  clock: clockFactsSchema,
  closed: v.boolean(),
  /** The oldest first; the first one opened the incident. */
  history: v.array(
    v.object({
      revision: v.number(),
      step: v.picklist(incidentSteps),
      at: instantSchema,
      by: v.string(),
      facts: v.nullable(newIncidentSchema),
      doneAt: v.nullable(instantSchema),
      verdict: v.nullable(v.picklist(verdicts)),
      reference: v.nullable(v.string()),
      corrects: v.nullable(v.number()),
      note: v.string(),
    }),
  ),
});
export type Incident = v.InferOutput<typeof incidentSchema>;

/** `GET /incidents`: those whose clock runs first. */
export const incidentListSchema = v.object({
  now: instantSchema,
  rules: rulesSchema,
  /** What may be told of the data that it reached. */
  classes: v.array(
    v.object({
      id: v.string(),
      kind: v.picklist(recordKinds),
      class: v.picklist(fieldClasses),
      records: v.array(v.object({ vi: v.string(), en: v.string() })),
    }),
  ),
  incidents: v.array(incidentSchema),
});
export type IncidentList = v.InferOutput<typeof incidentListSchema>;

/** `GET /incident-clocks`: the clocks that run, and not a word of what happened. */
export const incidentClocksSchema = v.object({
  now: instantSchema,
  rules: rulesSchema,
  clocks: v.array(v.object({ id: uuid7Schema, suspected: v.boolean(), noticedAt: instantSchema })),
});
export type IncidentClocks = v.InferOutput<typeof incidentClocksSchema>;
