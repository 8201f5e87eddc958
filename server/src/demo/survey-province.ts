import { createHash } from 'node:crypto';
import type { Uuid7 } from '@sipas/shared/kernel';
import { type Hello, pushLimits } from '@sipas/shared/wire';
import type { Ids, Random, Storage } from '../ports/index.ts';
import { noPassword } from '../use-cases/sign-in/index.ts';
import { type SyncCases, createSyncCases } from '../use-cases/sync/index.ts';
import { type OpenWave, createWaveReader } from '../use-cases/waves/index.ts';
import type { CommunePlan } from './allocation.ts';
import { type FieldRound, fieldWork } from './demonstration.ts';
import type { Dice } from './dice.ts';
import type { FieldClock } from './field-clock.ts';
import { type FieldSurveyor, staffField } from './field-staff.ts';
import { type DemonstrationInstrument, surveyorRecords } from './interviews.ts';
import { type PhoneLine, phoneLines, sentAfterMs } from './phone.ts';

interface Needs {
  readonly storage: Storage;
  readonly random: Random;
  readonly clock: FieldClock;
  readonly ids: Ids;
}

/** A wave with what its field work is made of. */
export interface SurveyedWave {
  readonly wave: OpenWave;
  readonly plans: readonly CommunePlan[];
  readonly round: FieldRound;
  readonly dice: Dice;
}

/** A phone, with the epochs that it has sent of. */
export interface FieldPhone {
  readonly deviceId: Uuid7;
  readonly epochs: readonly Hello['epochs'][number][];
}

/**
 * Sends the simulated field work of a wave to the server as phones do: in batches, through the same judgement. Answers: the
 * phones by the number of their surveyor; those of a wave before are gone on with, each wave being an epoch of its own.
 */
export async function surveyProvince(
  needs: Needs,
  { wave, plans, round, dice }: SurveyedWave,
  {
    mayHold,
    phones: before = new Map(),
  }: {
    /** Whether a phone may hold forms that it has not sent yet. */
    readonly mayHold: boolean;
    readonly phones?: ReadonlyMap<number, FieldPhone>;
  },
): Promise<ReadonlyMap<number, FieldPhone>> {
  const sync = createSyncCases({ ...needs, reader: createWaveReader(needs.storage.waves) });
  const firstMs = Date.parse(needs.clock.now());
  const phones = new Map<number, FieldPhone>();
  for (const surveyor of staffField(wave.catalogue, wave.groupings)) {
    needs.clock.set(firstMs);
    const own = dice.fork(`surveyor ${String(surveyor.number)}`);
    const known = before.get(surveyor.number);
    const deviceId = known?.deviceId ?? (await enrolPhone(needs, surveyor));
    const records = surveyorRecords(
      surveyor.communes.map((commune) => fieldCommune(wave, plans, commune)),
      instrumentPair(wave),
      round,
      own,
    );
    const epoch = own.hex(16);
    const setting = {
      deviceId,
      epoch,
      waveId: wave.wave.id,
      catalogue: wave.wave.catalogue,
      utcOffsetMin: fieldWork.utcOffsetMin,
    };
    const lines = [...phoneLines(setting, records, own)];
    await sendLines(needs, sync, deviceId, lines);
    // One phone in eight still holds a few forms: the office sees which.
    const unsent = mayHold && own.between(1, 8) === 1 ? own.between(1, 5) : 0;
    const headSeq = lines.length + unsent;
    const epochs = [
      ...(known?.epochs ?? []),
      { epoch, headSeq, headHash: lines.at(-1)?.hash ?? null },
    ];
    await sayHello(needs, { deviceId, epochs, unsent }, own);
    phones.set(surveyor.number, { deviceId, epochs });
  }
  return phones;
}

function fieldCommune(wave: OpenWave, plans: readonly CommunePlan[], commune: string) {
  const plan = plans.find((candidate) => candidate.commune === commune);
  if (plan === undefined) throw new Error(`commune ${commune} has no plan`);
  return {
    plan,
    isUrban: wave.catalogue.unitsByCode.get(commune)?.kind === 'phuong',
    villages: wave.villages
      .filter((village) => village.commune === commune)
      .map(({ code }) => code),
  };
}

function instrumentPair(wave: OpenWave): [DemonstrationInstrument, DemonstrationInstrument] {
  const [household, transaction] = wave.instruments;
  if (household === undefined || transaction === undefined)
    throw new Error('the demonstration needs both instruments');
  return [household, transaction];
}

/** The account of a simulated surveyor has no password; its phone has a token that nobody was told. */
async function enrolPhone(
  { storage, random, clock, ids }: Needs,
  { number, area }: FieldSurveyor,
): Promise<Uuid7> {
  const two = String(number).padStart(2, '0');
  const userId = ids.uuid7();
  const now = clock.now();
  await storage.people.addUser(
    {
      id: userId,
      username: `dtv-${two}`,
      name: `Điều tra viên ${two}`,
      role: 'surveyor',
      passwordHash: noPassword,
      areas: [area],
    },
    now,
  );
  const codeHash = untoldHash(random);
  const expiresAt = new Date(Date.parse(now) + 1000).toISOString();
  await storage.devices.addEnrolmentCode({ codeHash, userId, createdAt: now, expiresAt });
  const deviceId = ids.uuid7();
  const redeemed = await storage.devices.redeem(
    codeHash,
    {
      id: deviceId,
      tokenHash: untoldHash(random),
      name: `Máy mô phỏng ${two}`,
      platform: 'Android',
      publicKey: null,
    },
    now,
  );
  if (typeof redeemed === 'string') throw new Error(`a simulated phone was refused: ${redeemed}`);
  return deviceId;
}

const untoldHash = (random: Random): string =>
  createHash('sha256').update(random.bytes(32)).digest('hex');

async function sendLines(
  { storage, clock }: Needs,
  sync: SyncCases,
  deviceId: string,
  lines: readonly PhoneLine[],
): Promise<void> {
  const device = await storage.devices.byId(deviceId);
  if (device === null) throw new Error('a simulated phone is not there');
  for (let from = 0; from < lines.length; from += pushLimits.envelopes) {
    const batch = lines.slice(from, from + pushLimits.envelopes);
    clock.set((batch.at(-1)?.atMs ?? 0) + sentAfterMs);
    const header = {
      protocol: 1,
      batchId: `${deviceId}-${String(from)}`,
      deviceId,
      sentAt: clock.now(),
    };
    const body = [JSON.stringify(header), ...batch.map(({ line }) => line)].join('\n');
    const answer = await sync.push(Buffer.from(`${body}\n`), device);
    if (!answer.ok) throw new Error(`a simulated batch was refused: ${answer.error.code}`);
  }
}

async function sayHello(
  { storage, clock }: Needs,
  { deviceId, epochs, unsent }: FieldPhone & { readonly unsent: number },
  dice: Dice,
): Promise<void> {
  await storage.devices.recordHello(
    deviceId,
    {
      protocol: 1,
      deviceId,
      appVersion: '0.1.0',
      epochs: [...epochs],
      lastReceipt: null,
      unsent,
      oldestUnsentAt: unsent === 0 ? null : clock.now(),
      storage: { persisted: dice.share() < 0.9, usage: null, quota: null },
    },
    clock.now(),
  );
}
