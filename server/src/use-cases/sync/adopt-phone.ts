import { type Result, isUuid7, ok, refuse } from '@sipas/shared/kernel';
import { type ImportAnswer, type Receipt, pushLimits } from '@sipas/shared/wire';
import {
  type Clock,
  type Device,
  type DeviceStore,
  type Ids,
  PhoneMoved,
  type PeopleStore,
  type ResponseStore,
  StoreFull,
  type StoredReceipt,
  type UnknownPhone,
  type UnknownPhoneStore,
  type User,
  type WaitingLine,
} from '../../ports/index.ts';
import { createMeetsAreas } from '../meeting-areas.ts';
import type { Refusal } from '../refusal.ts';
import { surveyorFor } from '../surveyor-for.ts';
import type { WaveReader } from '../waves/index.ts';
import { answerOf } from './accept-batch.ts';
import { asPhoneOf, judgeAgain, liesElsewhere } from './judge-again.ts';
import { type TakenLine, printReceipt } from './print-receipt.ts';
import { readLine } from './read-line.ts';
import type { KnownDevice, SurveyContext } from './survey-context.ts';

export interface AdoptionNeeds {
  readonly unknownPhones: UnknownPhoneStore;
  readonly devices: DeviceStore;
  readonly people: PeopleStore;
  readonly responses: ResponseStore;
  readonly reader: WaveReader;
  readonly context: SurveyContext;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Answers: which phones does this store not know by their token, as far as this person may see them?
 * Shape:   phones that called with an unknown token, or whose lines wait for that; communes only of the person's areas. A
 *          phone whose lines name places shows to whom one of them belongs; one that names none, to everybody; one whose id is
 *          known, to who sees its surveyor.
 * Errors:  throws never.
 * Source:  decision 61.
 * Rule:    P-80
 */
export async function listUnknownPhones(
  needs: Pick<AdoptionNeeds, 'unknownPhones' | 'people' | 'reader' | 'clock'>,
  /** Null: the operator at the machine, who sees everything. */
  looker: User | null,
): Promise<readonly UnknownPhone[]> {
  const phones = await needs.unknownPhones.list();
  return looker === null ? phones : seenOf(needs, phones, looker);
}

async function seenOf(
  { people, reader, clock }: Pick<AdoptionNeeds, 'people' | 'reader' | 'clock'>,
  phones: readonly UnknownPhone[],
  looker: User,
): Promise<readonly UnknownPhone[]> {
  const meets = await createMeetsAreas(reader, clock, looker);
  const taken = new Map((await people.listUsers()).map((user) => [user.username, user]));
  return phones.flatMap((phone): UnknownPhone[] => {
    const communes = phone.communes.filter((code) => meets({ areas: [code] }));
    const surveyor = phone.surveyor === null ? undefined : taken.get(phone.surveyor);
    const isSeen =
      surveyor === undefined ? phone.communes.length === 0 || communes.length > 0 : meets(surveyor);
    return isSeen ? [{ ...phone, communes }] : [];
  });
}

/**
 * Answers: the phone, taken in for a surveyor, and what became of its lines that waited.
 * Shape:   device id, surveyor → the receipts file of all lines that were kept because the phone was unknown, judged in the
 *          order in which they came as if it had been known then. Each is kept once: the same file again, or the phone
 *          itself, is told the same receipts. The phone gets no token by it: that needs a code. Said again, it tells
 *          the receipts of all again, since the answer may have been lost, goes on where it was broken off, and takes what
 *          came in between.
 * Errors:  device.unknown (no id of a phone, or not to be seen by who asks); user.unknown, user.not-surveyor as in P-07;
 *          device.unvouched where an office asks and no line of it came by file: nothing then tells whose area it is of;
 *          device.other-token, as in A-96; device.of-other where it belongs to another surveyor; device.outside-areas where
 *          no line of it lies where the surveyor works: then nothing is changed. adoption.no-room where the disk is full
 *          (A-94).
 * Source:  decision 61; invariants: nothing lost, nothing twice.
 * Rule:    A-92
 */
export async function adoptPhone(
  needs: AdoptionNeeds,
  /** Null: the operator at the machine. */
  actor: User | null,
  { deviceId, surveyor: username }: { readonly deviceId: string; readonly surveyor: string },
): Promise<Result<ImportAnswer, Refusal>> {
  const unknown = refuse<Refusal>({ code: 'device.unknown', detail: deviceId });
  if (!isUuid7(deviceId)) return unknown;
  const surveyor = await surveyorFor(needs, actor, username);
  if (!surveyor.ok) return surveyor;
  if (actor !== null && !(await sees(needs, actor, deviceId))) return unknown;
  const known = await needs.devices.byId(deviceId);
  if (known !== null && known.userId !== surveyor.value.id)
    return refuse({ code: 'device.of-other', detail: deviceId });
  if (await isOfAdmins(needs, actor, known))
    return refuse({ code: 'device.other-token', detail: deviceId });

  const device = asPhoneOf(surveyor.value, deviceId, known);
  const first = await needs.unknownPhones.waiting(deviceId, pushLimits.envelopes);
  const doubt = known === null ? await doubtOf(needs.context, { actor, device, first }) : null;
  if (doubt === 'device.unvouched') return refuse({ code: doubt, detail: deviceId });
  if (doubt !== null) return refuse({ code: doubt, detail: surveyor.value.name });

  const told = await tellAgain(needs.unknownPhones, deviceId);
  const receipts = await adoptOrNoRoom(needs, {
    device,
    first,
    actor,
    before: told.length,
  });
  if (!receipts.ok) return receipts;
  return ok(await answerOf(needs, needs.ids.uuid7(), [...told, ...receipts.value]));
}

interface Adopting {
  readonly device: KnownDevice;
  readonly first: readonly WaitingLine[];
  /** Null: the operator at the machine. */
  readonly actor: User | null;
  /** Receipts that were told before: the lines go on to be numbered after them. */
  readonly before: number;
}

/**
 * Answers: the receipts of what waited, or that the disk is full.
 * Shape:   the phone becomes ours in one step with the first hundreds of its lines: where that step finds no room, nothing
 *          at all has changed. Later steps are whole or not at all too, and what is left waits as it did.
 * Errors:  adoption.no-room, with how many lines were seen to before: taking the phone in again goes on from there.
 * Rule:    A-94
 */
async function adoptOrNoRoom(
  needs: AdoptionNeeds,
  { device, first, actor, before }: Adopting,
): Promise<Result<Receipt[], Refusal>> {
  const { unknownPhones, clock } = needs;
  const receipts: Receipt[] = [];
  const add = (lines: readonly TakenLine[], stored: readonly StoredReceipt[]) => {
    for (const [at, line] of lines.entries())
      receipts.push(printReceipt(before + receipts.length + 1, line, stored[at] as StoredReceipt));
  };
  try {
    const lines = await judgeAgain(needs.context, device, first);
    const now = clock.now();
    const adopted = await unknownPhones.adopt(
      {
        deviceId: device.id,
        name: `Máy …${device.id.slice(-4)}`,
        platform: '?',
        enrolledAt: madeAt(device.id, now),
        surveyorId: device.userId,
        byUserId: actor?.id ?? null,
        ifKnown: actor?.role === 'office' ? 'where-it-called' : 'once-more',
      },
      now,
      lines,
    );
    // Somebody else may have taken it in since it was looked at.
    if (adopted.userId !== device.userId)
      return refuse({ code: 'device.of-other', detail: device.id });
    add(lines, adopted.receipts);
    for (;;) {
      const waiting = await unknownPhones.waiting(device.id, pushLimits.envelopes);
      if (waiting.length === 0) return ok(receipts);
      const next = await judgeAgain(needs.context, device, waiting);
      add(next, await unknownPhones.storeAgain(next));
    }
  } catch (error) {
    if (error instanceof PhoneMoved) return refuse({ code: 'device.of-other', detail: device.id });
    if (!(error instanceof StoreFull)) throw error;
    return refuse({ code: 'adoption.no-room', detail: String(before + receipts.length) });
  }
}

/** The receipts of all lines that were judged again when the phone was taken in before. */
async function tellAgain(unknownPhones: UnknownPhoneStore, deviceId: string): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  let after = 0;
  for (;;) {
    const lines = await unknownPhones.judgedAgain(deviceId, after, pushLimits.envelopes);
    const last = lines.at(-1);
    if (last === undefined) return receipts;
    after = last.waited.receipt;
    for (const { waited, contentHash, stands } of lines) {
      const bytes = Buffer.from(waited.line);
      const line = { bytes, read: readLine(bytes), judged: { contentHash } };
      receipts.push(printReceipt(receipts.length + 1, line, stands));
    }
  }
}

/**
 * Answers: may only an administrator take this phone in? It is enrolled here by a code, and something calls in its name with
 * a token that is not known: the phone itself, renewed at a store that was put back wrongly, or whoever stole its id.
 * Shape:   until a person took it in and gave it a code, the token that is known stays the only one, and no code renews it.
 *          A phone that was taken in and heard is as one that was enrolled: a strange call after that is again for an
 *          administrator alone, and so is a code for it meanwhile.
 * Source:  decision 61.
 * Rule:    A-96
 */
async function isOfAdmins(
  { unknownPhones }: Pick<AdoptionNeeds, 'unknownPhones'>,
  actor: User | null,
  known: Device | null,
): Promise<boolean> {
  if (actor?.role !== 'office' || known === null) return false;
  return (await unknownPhones.adoption(known.id))?.isSpent !== false;
}

/** A phone of which nothing is listed hides nothing either: whoever has it in hand may take it in by its id. */
async function sees(needs: AdoptionNeeds, actor: User, deviceId: string): Promise<boolean> {
  const all = await needs.unknownPhones.list();
  const seen = await seenOf(needs, all, actor);
  const isIn = (phones: readonly UnknownPhone[]) =>
    phones.some((phone) => phone.deviceId === deviceId);
  return isIn(seen) || !isIn(all);
}

/**
 * The id of a phone tells when it was made: no form of it is older. Claimed by the phone, it decides nothing but how far
 * the times of its forms are trusted.
 */
function madeAt(deviceId: string, now: string): string {
  const made = new Date(Number.parseInt(deviceId.replace('-', '').slice(0, 12), 16));
  return Number.isNaN(made.getTime()) || made.toISOString() > now ? now : made.toISOString();
}

/** What speaks against the surveyor who is named, or that nothing speaks for an office's word. */
async function doubtOf(
  survey: SurveyContext,
  {
    actor,
    device,
    first,
  }: {
    readonly actor: User | null;
    readonly device: KnownDevice;
    readonly first: readonly WaitingLine[];
  },
): Promise<'device.unvouched' | 'device.outside-areas' | null> {
  if (actor?.role === 'office' && first.length === 0) return 'device.unvouched';
  return (await liesElsewhere(survey, device, first)) ? 'device.outside-areas' : null;
}
