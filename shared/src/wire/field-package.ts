import * as v from 'valibot';
import type { Instrument } from '../questionnaire/index.ts';
import { areaSchema } from './enrolment.ts';
import {
  countSchema,
  instantSchema,
  jsonObjectSchema,
  sha256Schema,
  uuid7Schema,
} from './scalars.ts';
import { ingestKeySchema } from './sealing.ts';

/** A village of the sample plan: the cluster, with how many households are wanted there. */
export const packageVillageSchema = v.object({
  code: v.string(),
  name: v.string(),
  target: countSchema,
});

export const packageUnitSchema = v.object({
  code: v.string(),
  name: v.string(),
  villages: v.array(packageVillageSchema),
});
export type PackageUnit = v.InferOutput<typeof packageUnitSchema>;

export const packageWaveSchema = v.object({
  id: uuid7Schema,
  name: v.string(),
  catalogue: v.string(),
  instruments: v.array(v.object({ id: v.string(), version: sha256Schema })),
  /** The communes of the surveyor's areas, with the villages of the sample plan (none: the village is typed). */
  units: v.array(packageUnitSchema),
  /** What a household receives for its answers; a server or package from before it was known pays nothing. */
  allowanceVnd: v.optional(v.nullable(countSchema)),
  /** To what finished forms are sealed; a server from before that, or one that has no key, takes them in clear. */
  ingestKey: v.optional(ingestKeySchema),
});
export type PackageWave = v.InferOutput<typeof packageWaveSchema>;

/** `GET /field-package`: all that a phone needs to work without a network until the wave ends. */
export const fieldPackageSchema = v.object({
  serverTime: instantSchema,
  surveyor: v.object({ username: v.string(), name: v.string() }),
  areas: v.array(areaSchema),
  waves: v.array(packageWaveSchema),
  instruments: v.array(
    v.object({
      id: v.string(),
      version: sha256Schema,
      /** Its shape was checked by the server; the phone compares the hash with the version. */
      definition: v.custom<Instrument>((input) => v.is(jsonObjectSchema, input), 'an instrument'),
    }),
  ),
  assignments: v.array(jsonObjectSchema),
  publicKeys: v.array(jsonObjectSchema),
  settings: v.object({ lockAfterMs: countSchema }),
});
export type FieldPackage = v.InferOutput<typeof fieldPackageSchema>;
