import { type Result, isUuid7, ok, refuse } from '@sipas/shared/kernel';
import { type ImportAnswer, type Receipt, pushLimits } from '@sipas/shared/wire';
import type {
  Clock,
  Device,
  DeviceStore,
  Ids,
  PeopleStore,
  ResponseStore,
  StoredReceipt,
  UnknownPhone,
  UnknownPhoneStore,
  User,
  WaitingLine,
} from '../../ports/index.ts';
import { createMeetsAreas } from '../meeting-areas.ts';
import type { Refusal } from '../refusal.ts';
import type { WaveReader } from '../waves/index.ts';
import { answerOf } from './accept-batch.ts';
import { judgeLine } from './judge-line.ts';
import { printReceipt } from './print-receipt.ts';
import { readLine } from './read-line.ts';
import type { BatchContext, KnownDevice, SurveyContext } from './survey-context.ts';

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
 * Answers: which phones does this store not know, as far as this person may see them?
 * Shape:   phones that called with an unknown token, or whose lines wait for that; communes only of the person's areas. A
 *          phone whose lines name places shows to whom one of them belongs; one that names none, to everybody; one that was
 *          taken in and not heard yet, to who sees its surveyor.
 * Errors:  throws never.
 * Source:  decision 61.
 * Rule:    P-80
 */
export async function listUnknownPhones(
  {
    unknownPhones,
    people,
    reader,
    clock,
  }: Pick<AdoptionNeeds, 'unknownPhones' | 'people' | 'reader' | 'clock'>,
  /** Null: the operator at the machine, who sees everything. */
  looker: User | null,
): Promise<readonly UnknownPhone[]> {
  const phones = await unknownPhones.list();
  if (looker === null) return phones;
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
 *          itself, is told the same receipts. The phone gets no token by it: that needs a code. Said again, it goes
 *          on where it was broken off, and takes what came in between.
 * Errors:  device.unknown (no id of a phone, or not to be seen by who asks); user.unknown, user.not-surveyor as in P-07;
 *          device.unvouched where an office asks and no line of it came by file: nothing then tells whose area it is of;
 *          device.of-other where it belongs to another surveyor; device.outside-areas where no line of it lies where the
 *          surveyor works: then nothing is changed.
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

  const device = asKnown(deviceId, surveyor.value, known);
  const first = await needs.unknownPhones.waiting(deviceId, pushLimits.envelopes);
  const doubt = known === null ? await doubtOf(needs.context, { actor, device, first }) : null;
  if (doubt === 'device.unvouched') return refuse({ code: doubt, detail: deviceId });
  if (doubt !== null) return refuse({ code: doubt, detail: surveyor.value.name });

  const now = needs.clock.now();
  const adopted = await needs.unknownPhones.adopt(
    {
      deviceId,
      name: `Máy …${deviceId.slice(-4)}`,
      platform: '?',
      enrolledAt: madeAt(deviceId, now),
      surveyorId: surveyor.value.id,
      byUserId: actor?.id ?? null,
    },
    now,
  );
  // Somebody else may have taken it in since it was looked at.
  if (adopted.userId !== surveyor.value.id)
    return refuse({ code: 'device.of-other', detail: deviceId });
  return ok(await answerOf(needs, needs.ids.uuid7(), await judgeAgain(needs, device)));
}

async function surveyorFor(
  { people, reader, clock }: Pick<AdoptionNeeds, 'people' | 'reader' | 'clock'>,
  actor: User | null,
  username: string,
): Promise<Result<User, Refusal>> {
  const surveyor = await people.userByName(username);
  const meets = actor === null ? () => true : await createMeetsAreas(reader, clock, actor);
  if (surveyor === null || !meets(surveyor))
    return refuse({ code: 'user.unknown', detail: username });
  if (surveyor.role !== 'surveyor') return refuse({ code: 'user.not-surveyor', detail: username });
  return ok(surveyor);
}

/** A phone of which nothing is listed hides nothing either: whoever has it in hand may take it in by its id. */
async function sees(needs: AdoptionNeeds, actor: User, deviceId: string): Promise<boolean> {
  const [all, seen] = [await needs.unknownPhones.list(), await listUnknownPhones(needs, actor)];
  const isIn = (phones: readonly UnknownPhone[]) =>
    phones.some((phone) => phone.deviceId === deviceId);
  return isIn(seen) || !isIn(all);
}

const asKnown = (id: string, { id: userId, areas }: User, known: Device | null): KnownDevice => ({
  id,
  userId,
  revoked: known !== null && known.revokedAt !== null,
  areas,
});

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

/** None of these lines could count, and some because their place is not where the surveyor works. */
async function liesElsewhere(
  survey: SurveyContext,
  device: KnownDevice,
  lines: readonly WaitingLine[],
): Promise<boolean> {
  const waves = await survey.waves();
  const verdicts = lines.map(({ line }) => {
    const bytes = Buffer.from(line);
    return judgeLine(bytes, readLine(bytes), contextOf(device, waves)).verdict;
  });
  return (
    verdicts.every(({ accepted }) => !accepted) &&
    verdicts.some((verdict) => !verdict.accepted && verdict.code === 'unit.outside-area')
  );
}

async function judgeAgain(
  { unknownPhones, context }: Pick<AdoptionNeeds, 'unknownPhones' | 'context'>,
  device: KnownDevice,
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (;;) {
    const waiting = await unknownPhones.waiting(device.id, pushLimits.envelopes);
    if (waiting.length === 0) return receipts;
    const waves = await context.waves();
    const taken = waiting.map((waited) => {
      const bytes = Buffer.from(waited.line);
      const read = readLine(bytes);
      return { bytes, read, waited, judged: judgeLine(bytes, read, contextOf(device, waves)) };
    });
    const stored = await unknownPhones.storeAgain(taken);
    const before = receipts.length;
    for (const [at, line] of taken.entries())
      receipts.push(printReceipt(before + at + 1, line, stored[at] as StoredReceipt));
  }
}

/** As when the file came, had the phone been known: of its clock nothing was told since. */
const contextOf = (
  device: KnownDevice,
  waves: Awaited<ReturnType<SurveyContext['waves']>>,
): BatchContext => ({
  carrierDeviceId: device.id,
  onlyDeviceId: null,
  wave: (id) => waves.get(id),
  device: (id) => (id === device.id ? device : undefined),
});
