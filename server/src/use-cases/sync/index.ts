import type { Result } from '@sipas/shared/kernel';
import type {
  AllowanceAnswer,
  AllowanceBatch,
  ConfirmAnswer,
  FieldPackage,
  Hello,
  HelloAnswer,
  ImportAnswer,
  PullAnswer,
  PushAnswer,
  RedeemAnswer,
  RedeemRequest,
} from '@sipas/shared/wire';
import type {
  Care,
  Clock,
  Device,
  Ids,
  Random,
  Storage,
  UnknownPhone,
  User,
} from '../../ports/index.ts';
import { acceptAllowances } from '../allowances/index.ts';
import type { Refusal } from '../refusal.ts';
import type { WaveReader } from '../waves/index.ts';
import { acceptBatch } from './accept-batch.ts';
import { adoptPhone, listUnknownPhones } from './adopt-phone.ts';
import { comparePhone } from './compare-phone.ts';
import { authenticateDevice } from './authenticate-device.ts';
import { type PackageOutline, fillPackage, outlinePackage } from './field-package.ts';
import { type AskedCode, confirmSurveyor } from './confirm-surveyor.ts';
import { sayHello } from './hello.ts';
import type { FilePiece } from './inflate.ts';
import { importBatch } from './import-batch.ts';
import { type Settled, judgeHeldBack } from './judge-held-back.ts';
import { judgeKeyless } from './judge-keyless.ts';
import { type AskedMove, movePhone } from './move-phone.ts';
import { createNoteCaller } from './note-caller.ts';
import { noticeForgotten } from './notice-forgotten.ts';
import { pullNews } from './pull.ts';
import { redeemEnrolment } from './redeem-enrolment.ts';
import { registerSigningKey } from './register-signing-key.ts';
import { releasePhone } from './release-phone.ts';
import { createSurveyContext } from './survey-context.ts';
import { createWrongCodeLimit } from './wrong-code-limit.ts';

export type { Device } from '../../ports/index.ts';
export { StoreBusy, StoreDamaged, StoreFull } from '../../ports/index.ts';
export type { PackageOutline } from './field-package.ts';
export { type FilePiece, inflate, inflateFile } from './inflate.ts';

/** All that phones, and files from phones, ask of the server. */
export interface SyncCases {
  authenticate(authorization: string | undefined): Promise<Device | null>;
  redeem(request: RedeemRequest, address: string): Promise<Result<RedeemAnswer, Refusal>>;
  /** A code of the office for the surveyor who has this phone. */
  confirmSurveyor(
    asked: AskedCode,
    device: Device,
    address: string,
  ): Promise<Result<ConfirmAnswer, Refusal>>;
  /** The package with its tag; the questionnaires are put in only where the phone has another tag. */
  outlinePackage(device: Device): Promise<PackageOutline>;
  fillPackage(outline: PackageOutline): FieldPackage;
  hello(hello: Hello, device: Device): Promise<Result<HelloAnswer, Refusal>>;
  push(body: Buffer, device: Device): Promise<Result<PushAnswer, Refusal>>;
  /** Receipts of allowances: another store, another door, nothing of the answers. */
  acceptAllowances(
    batch: AllowanceBatch,
    device: Device,
  ): Promise<Result<AllowanceAnswer, Refusal>>;
  pull(cursor: string | undefined, device: Device): Promise<Result<PullAnswer, Refusal>>;
  importBatch(pieces: readonly FilePiece[]): Promise<Result<ImportAnswer, Refusal>>;
  /** Counts a call of a phone whose token nobody knows. */
  noteCaller(said: unknown, address: string): Promise<void>;
  listUnknownPhones(looker: User | null): Promise<readonly UnknownPhone[]>;
  adoptPhone(
    actor: User | null,
    asked: { readonly deviceId: string; readonly surveyor: string },
  ): Promise<Result<ImportAnswer, Refusal>>;
  movePhone(
    actor: User | null,
    asked: AskedMove,
  ): Promise<Result<{ readonly stored: number; readonly waiting: number }, Refusal>>;
  comparePhone(
    actor: User | null,
    asked: { readonly deviceId: string; readonly matches: boolean },
  ): Promise<Result<Settled, Refusal>>;
  releasePhone(
    actor: User | null,
    asked: { readonly deviceId: string; readonly reason: string },
  ): Promise<Result<Settled, Refusal>>;
}

/** Judges what waited for the keys that are here now. */
export const judgeWaitingForKeys = (storage: Storage, reader: WaveReader) =>
  judgeKeyless({ ...storage, context: createSurveyContext(storage, reader) });

/** Puts the use cases of sync together; what they keep in mind lives as long as the result. */
export function createSyncCases(given: {
  readonly storage: Storage;
  readonly reader: WaveReader;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  /** Told of phones that remember more than the store; null: nobody is there to be told. */
  readonly care?: Pick<Care, 'noticeForgotten'> | null;
}): SyncCases {
  const { storage, reader, clock, ids, random, care = null } = given;
  const { keeper, responses, devices, people, waves, allowances } = storage;
  const { unknownPhones, deviceActs } = storage;
  const context = createSurveyContext(storage, reader);
  const limit = createWrongCodeLimit(storage.tries);
  const accepting = { responses, clock, context };
  const adopting = { unknownPhones, devices, people, responses, reader, context, clock, ids };
  const packing = { people, waves, reader, ingestKeys: storage.ingestKeys, clock };
  const registerKey = (deviceId: string, publicKey: RedeemRequest['publicKey']) =>
    registerSigningKey({ devices, unknownPhones, context, clock }, deviceId, publicKey);
  const packageTag = async (device: Device): Promise<string | null> =>
    device.revokedAt === null ? (await outlinePackage(packing, device)).tag : null;
  return {
    authenticate: (authorization) => authenticateDevice({ devices }, authorization),
    redeem: (request, address) =>
      redeemEnrolment(
        { devices, people, waves, clock, ids, random, limit, registerKey },
        request,
        address,
      ),
    confirmSurveyor: (asked, device, address) =>
      confirmSurveyor(
        { devices, people, clock, limit, ingestKeys: storage.ingestKeys },
        ...([asked, device, address] as const),
      ),
    outlinePackage: (device) => outlinePackage(packing, device),
    fillPackage: (outline) => fillPackage({ clock }, outline),
    async hello(hello, device) {
      const answer = await sayHello(
        {
          ...{ devices, responses, clock, packageTag },
          registerKey: ({ id }, publicKey) => registerKey(id, publicKey),
        },
        hello,
        device,
      );
      if (answer.ok && care !== null)
        await noticeForgotten({ keeper, care, devices }, hello, device);
      return answer;
    },
    async push(body, device) {
      const answer = await acceptBatch(accepting, body, device);
      // Compared while these forms were judged: who compared may have looked before they were here.
      if (device.comparison !== null && (await devices.byId(device.id))?.comparison === null)
        await judgeHeldBack({ deviceActs, context }, device.id, ['device.unconfirmed']);
      return answer;
    },
    acceptAllowances: (batch, device) =>
      acceptAllowances({ allowances, people, reader, clock }, batch, device),
    pull: (cursor, device) => pullNews({ responses }, cursor, device),
    importBatch: (pieces) => importBatch(accepting, pieces),
    noteCaller: createNoteCaller({ unknownPhones, clock }),
    listUnknownPhones: (looker) => listUnknownPhones(adopting, looker),
    adoptPhone: (actor, asked) => adoptPhone(adopting, actor, asked),
    movePhone: (actor, asked) => movePhone({ ...adopting, deviceActs }, actor, asked),
    comparePhone: (actor, asked) => comparePhone({ ...adopting, deviceActs }, actor, asked),
    releasePhone: (actor, asked) => releasePhone({ ...adopting, deviceActs }, actor, asked),
  };
}
