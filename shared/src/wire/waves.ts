import * as v from 'valibot';
import { allowanceLimits } from './allowance.ts';
import { schemes } from './people.ts';
import { countSchema, instantSchema, sha256Schema, uuid7Schema } from './scalars.ts';

/** Bounds of what a new wave says. */
export const waveLimits = {
  nameLength: 200,
  instruments: 20,
  responses: 1_000_000,
  /** Tens of thousands of villages; what is larger is another file. */
  planBytes: 1024 * 1024,
} as const;

const boundSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1),
  v.maxValue(waveLimits.responses),
);

/** `POST /waves`. Whether name, day, instruments and plan fit is judged with a code of its own for each. */
export const newWaveSchema = v.object({
  name: v.pipe(v.string(), v.maxLength(4 * waveLimits.nameLength)),
  catalogue: v.pipe(v.string(), v.maxLength(40)),
  /** Ids; the version last added to the store is taken. */
  instruments: v.pipe(
    v.array(v.pipe(v.string(), v.maxLength(100))),
    v.maxLength(waveLimits.instruments),
  ),
  scheme: v.picklist(schemes),
  minimumBase: boundSchema,
  minimumCell: boundSchema,
  /** What a household receives for its answers, in đồng; null: nothing. */
  allowanceVnd: v.nullable(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(allowanceLimits.amountVnd)),
  ),
  /** Text of a CSV with the columns commune, code, name, target; null: a wave without a plan. */
  villages: v.nullable(v.string()),
  /** Whether it takes forms at once; else it waits until it is opened. */
  open: v.boolean(),
});
export type NewWaveRequest = v.InferOutput<typeof newWaveSchema>;

export const madeWaveSchema = v.object({ waveId: uuid7Schema });

/** `GET /wave-choices`: what a new wave can be made of. */
export const waveChoicesSchema = v.object({
  instruments: v.array(v.object({ id: v.string(), version: sha256Schema, title: v.string() })),
  /** First day of the units that are in force; null where the store has none. */
  catalogue: v.nullable(v.string()),
  minimumBase: countSchema,
  minimumCell: countSchema,
});
export type WaveChoices = v.InferOutput<typeof waveChoicesSchema>;

/** `GET /wave-records`: what happened to each wave that the person may see, and how many of their forms count in it. */
export const waveRecordsSchema = v.object({
  waves: v.array(
    v.object({
      id: uuid7Schema,
      createdAt: instantSchema,
      /** When it was last opened; null: never, or with its making. */
      openedAt: v.nullable(instantSchema),
      /** When it was last closed; null: never. */
      closedAt: v.nullable(instantSchema),
      /** Days in Vietnam of the first and the last interview that count now and whose time is known; null: none. */
      firstDay: v.nullable(v.string()),
      lastDay: v.nullable(v.string()),
      /** Forms that count, in the communes of the person; of a frozen wave those of its last edition. */
      responses: countSchema,
      /** Villages and households of the plan, in the communes of the person. */
      villages: countSchema,
      target: countSchema,
    }),
  ),
});
export type WaveRecord = v.InferOutput<typeof waveRecordsSchema>['waves'][number];
