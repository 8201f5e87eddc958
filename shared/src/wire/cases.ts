import * as v from 'valibot';
import { caseKinds, caseStates } from '../cases/index.ts';
import { type Day, isDay } from '../kernel/index.ts';
import { readWithdrawalCode } from '../response/index.ts';
import { countSchema, instantSchema, uuid7Schema } from './scalars.ts';

/** The longest text of a case. */
export const caseTextMost = 2000;

const textSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(caseTextMost),
  // eslint-disable-next-line no-control-regex -- control characters but for the tab and the end of a line
  v.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
);
const daySchema = v.custom<Day>(isDay, 'YYYY-MM-DD');
const codeSchema = v.pipe(
  v.string(),
  v.maxLength(60),
  v.check((typed) => readWithdrawalCode(typed) !== null, 'sixteen digits with their check digit'),
);

/** `POST /cases`: somebody asks about a form. */
export const newCaseSchema = v.object({
  kind: v.picklist(caseKinds),
  /** The code on the slip; null where the person has none. */
  code: v.nullable(codeSchema),
  /** In Vietnam. */
  receivedDay: daySchema,
  asked: textSchema,
});
export type NewCase = v.InferOutput<typeof newCaseSchema>;

/** `POST /cases/{id}/entries`: what was done next, after the revision that its writer saw. */
export const caseEntryRequestSchema = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  state: v.picklist(caseStates),
  /** The deadline is put off, once, and the person was told why. */
  extended: v.boolean(),
  note: textSchema,
});
export type CaseEntryRequest = v.InferOutput<typeof caseEntryRequestSchema>;

/** `POST /cases/{id}/withdrawal`: the answers of the form become unreadable, and the case is done. */
export const withdrawalRequestSchema = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  note: textSchema,
});
export type WithdrawalRequest = v.InferOutput<typeof withdrawalRequestSchema>;

const caseFormSchema = v.object({
  /** `waiting`: no form with this code has come yet; `withdrawn`: its answers are gone. */
  state: v.picklist(['waiting', 'here', 'withdrawn']),
  wave: v.nullable(v.object({ id: uuid7Schema, name: v.string(), frozen: v.boolean() })),
  commune: v.nullable(v.string()),
});

export const caseSchema = v.object({
  id: uuid7Schema,
  revision: v.number(),
  kind: v.picklist(caseKinds),
  state: v.picklist(caseStates),
  /** Null where the person had no code. */
  code: v.nullable(v.string()),
  form: v.nullable(caseFormSchema),
  asked: v.string(),
  receivedDay: v.string(),
  answerBy: v.string(),
  finishBy: v.string(),
  extended: v.boolean(),
  late: v.nullable(v.object({ what: v.picklist(['answer', 'finish']), days: countSchema })),
  /** The oldest first; the first one opened the case. */
  history: v.array(
    v.object({
      revision: v.number(),
      state: v.picklist(caseStates),
      extended: v.boolean(),
      note: v.string(),
      by: v.string(),
      at: instantSchema,
    }),
  ),
});
export type Case = v.InferOutput<typeof caseSchema>;

export const withdrawnCaseSchema = v.object({
  case: caseSchema,
  /** Whether the list that outlives the store lies in the second place too; null: there is none. */
  listedElsewhere: v.nullable(v.boolean()),
});
export type WithdrawnCase = v.InferOutput<typeof withdrawnCaseSchema>;

/** `GET /cases`: overdue ones first. */
export const caseListSchema = v.object({
  today: v.string(),
  /** From where the days of the deadlines are. */
  source: v.string(),
  cases: v.array(caseSchema),
});
export type CaseList = v.InferOutput<typeof caseListSchema>;
