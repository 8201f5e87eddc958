import * as v from 'valibot';
import { actionFields, actionStatuses, changeVerdicts } from '../fixes/index.ts';
import { type Day, isDay } from '../kernel/index.ts';
import { titledSchema } from './people.ts';
import { countSchema, instantSchema, sequenceSchema, uuid7Schema } from './scalars.ts';

/** What one action may hold. */
export const actionLimits = {
  what: 500,
  responsible: 200,
  evidence: 4000,
  units: 200,
  criteria: 60,
} as const;

/** Text of one line, or of several: what a keyboard writes, and no other control character. */
const lineSchema = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(most),
    // eslint-disable-next-line no-control-regex -- control characters are what this refuses
    v.regex(/^[^\u0000-\u001f\u007f]*$/),
  );
const linesSchema = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(most),
    // eslint-disable-next-line no-control-regex -- control characters but for the tab and the end of a line
    v.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
  );
const codeSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const codesSchema = (most: number) =>
  v.pipe(
    v.array(codeSchema),
    v.minLength(1),
    v.maxLength(most),
    v.check((codes) => new Set(codes).size === codes.length, 'each code once'),
  );
const daySchema = v.custom<Day>(isDay, 'YYYY-MM-DD');

const contentEntries = {
  what: lineSchema(actionLimits.what),
  /** An organisation or a post, never a private person's data. */
  responsible: lineSchema(actionLimits.responsible),
  /** The last day, in Vietnam. */
  dueDay: daySchema,
  status: v.picklist(actionStatuses),
  evidence: linesSchema(actionLimits.evidence),
  /** A level of the wave of which figures can be compared: not villages. */
  level: codeSchema,
  units: codesSchema(actionLimits.units),
  criteria: codesSchema(actionLimits.criteria),
};

/** `POST /actions`: an action decided after a wave. */
export const newActionSchema = v.object({
  ...contentEntries,
  waveId: uuid7Schema,
  instrument: codeSchema,
});
export type NewAction = v.InferOutput<typeof newActionSchema>;

/** `POST /actions/{id}/revisions`: the action written anew, after the revision that its writer saw. */
export const actionRevisionSchema = v.object({ ...contentEntries, revision: sequenceSchema });
export type ActionRevisionRequest = v.InferOutput<typeof actionRevisionSchema>;

const actionEntries = {
  id: uuid7Schema,
  revision: sequenceSchema,
  wave: v.object({ id: uuid7Schema, name: v.string() }),
  instrument: v.object({ id: v.string(), title: v.string() }),
  level: titledSchema,
  /** Those that the reader may see. */
  units: v.array(titledSchema),
  /** Of those that lie elsewhere only how many. */
  otherUnits: countSchema,
  criteria: v.array(titledSchema),
  what: v.string(),
  responsible: v.string(),
  dueDay: v.string(),
  status: v.picklist(actionStatuses),
  evidence: v.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  /** Null: a command. */
  changedBy: v.nullable(v.string()),
  /** Days after the last one; 0: not overdue. */
  daysLate: countSchema,
  /** Whether the reader may write it anew. */
  editable: v.boolean(),
};
const actionSchema = v.object(actionEntries);
export type Action = v.InferOutput<typeof actionSchema>;

/** `GET /actions`. */
export const actionListSchema = v.object({
  today: v.string(),
  /** Before any filter. */
  total: countSchema,
  actions: v.array(actionSchema),
});
export type ActionList = v.InferOutput<typeof actionListSchema>;

/** `GET /actions/{id}`: the action, and what was written when by whom, the first version first. */
export const actionDetailsSchema = v.object({
  ...actionEntries,
  history: v.array(
    v.object({
      revision: sequenceSchema,
      at: instantSchema,
      by: v.nullable(v.string()),
      /** Empty for the first version. Units and criteria by name. */
      changes: v.array(
        v.object({
          field: v.picklist(actionFields),
          before: v.array(v.string()),
          after: v.array(v.string()),
        }),
      ),
    }),
  ),
});
export type ActionDetails = v.InferOutput<typeof actionDetailsSchema>;

/** `GET /waves/{id}/action-choices`: what an action may name, as far as the reader may see it. */
export const actionChoicesSchema = v.object({
  levels: v.array(titledSchema),
  units: v.array(titledSchema),
  criteria: v.array(titledSchema),
});
export type ActionChoices = v.InferOutput<typeof actionChoicesSchema>;

const outcomeSideSchema = v.object({
  percent: v.nullable(v.string()),
  low: v.nullable(v.string()),
  high: v.nullable(v.string()),
  valid: countSchema,
});
/** A criterion of a unit before and after, as the published comparison has it. */
const outcomeRowSchema = v.object({
  unit: v.string(),
  unitName: v.string(),
  code: v.string(),
  label: v.string(),
  before: outcomeSideSchema,
  after: outcomeSideSchema,
  /** After − before: text with two decimals; null where a figure is withheld. */
  points: v.nullable(v.string()),
  interval: v.nullable(v.object({ low: v.string(), high: v.string() })),
  approximate: v.boolean(),
  verdict: v.picklist(changeVerdicts),
});
export type OutcomeRow = v.InferOutput<typeof outcomeRowSchema>;

/** `GET /actions/{id}/outcome?wave=`: what a later wave says of the action. */
export const actionOutcomeSchema = v.object({
  /** Later waves with the same instrument, the next one first. */
  waves: v.array(
    v.object({ id: uuid7Schema, name: v.string(), status: v.picklist(['open', 'closed']) }),
  ),
  /** The one that the rows are of; null where there is none yet. */
  wave: v.nullable(uuid7Schema),
  rows: v.array(outcomeRowSchema),
});
export type ActionOutcome = v.InferOutput<typeof actionOutcomeSchema>;
