import { gzipSync } from 'node:zlib';
import { presentRound } from '../../server/src/demo/demonstration.ts';
import { createDice } from '../../server/src/demo/dice.ts';
import { type DemonstrationInstrument, surveyorRecords } from '../../server/src/demo/interviews.ts';
import { phoneLines } from '../../server/src/demo/phone.ts';

/** One push as it travels: plain and gzip, with how many forms it carries. */
export interface Batch {
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly forms: number;
}

/** What the forms of a phone are made of. */
export interface PhoneWorld {
  readonly deviceId: string;
  readonly waveId: string;
  readonly catalogue: string;
  readonly communes: readonly string[];
  readonly instruments: readonly [DemonstrationInstrument, DemonstrationInstrument];
}

/**
 * Answers: so many batches of real household forms of one phone, for the same seed the same. Each is new to the store
 * and of a household that no other seed visits: a second form of one is the exception in the field, and takes longer.
 */
export function createBatches(
  world: PhoneWorld,
  count: number,
  seed: string,
  formsPerBatch = 100,
): readonly Batch[] {
  const dice = createDice(seed);
  const perCommune = Math.ceil((count * formsPerBatch) / world.communes.length);
  const records = surveyorRecords(
    world.communes.map((commune) => ({
      plan: { commune, households: perCommune, transactions: 0, hasTransactions: false },
      isUrban: false,
      villages: ['01', '02', '03'],
    })),
    world.instruments,
    presentRound,
    dice,
  )
    .filter(({ kind, body }) => kind === 'final' && body.answers['sex'] !== undefined)
    .map((record) => ({
      ...record,
      body: { ...record.body, household: `${seed} ${String(record.body.household)}` },
    }));
  const setting = { ...world, epoch: dice.uuid7(1).slice(-12), utcOffsetMin: 420 };
  const lines = [...phoneLines(setting, records.slice(0, count * formsPerBatch), dice)].map(
    ({ line }) => line,
  );
  return Array.from({ length: count }, (_, batch) => {
    const own = lines.slice(batch * formsPerBatch, (batch + 1) * formsPerBatch);
    const header = {
      protocol: 1,
      batchId: `${seed}-${String(batch)}`,
      deviceId: world.deviceId,
      sentAt: '2026-11-20T08:00:00.000Z',
    };
    const plain = Buffer.from(`${[JSON.stringify(header), ...own].join('\n')}\n`);
    return { plain, gzip: gzipSync(plain), forms: own.length };
  });
}
