import { pushLimits } from '@sipas/shared/wire';
import {
  type Device,
  type DeviceActStore,
  PhoneMoved,
  type User,
  type WaitingLine,
} from '../../ports/index.ts';
import { judgeLine } from './judge-line.ts';
import { readLine } from './read-line.ts';
import { type KnownDevice, type SurveyContext, handsOf } from './survey-context.ts';

/** The phone as it is judged once it is this surveyor's. A person stands for its lines, so nobody asks whether it signs. */
export const asPhoneOf = (
  { id: userId, areas }: User,
  id: string,
  known: Pick<Device, 'revokedAt'> | null,
): KnownDevice => ({
  id,
  userId,
  revoked: known !== null && known.revokedAt !== null,
  unconfirmed: false,
  signs: false,
  areas,
});

/** Answers: could none of these lines count, some because their place is not where the surveyor works? */
export async function liesElsewhere(
  context: SurveyContext,
  device: KnownDevice,
  lines: readonly WaitingLine[],
): Promise<boolean> {
  const verdicts = (await judgeAgain(context, device, lines)).map(({ judged }) => judged.verdict);
  return (
    verdicts.every(({ accepted }) => !accepted) &&
    verdicts.some((verdict) => !verdict.accepted && verdict.code === 'unit.outside-area')
  );
}

const mostTries = 3;

/**
 * Answers: what comes of judging and keeping lines, by the surveyor whose phone it is when they are kept.
 * Shape:   work that reads the phone, judges and stores → done again where the phone was moved in between.
 * Errors:  those of the work; throws PhoneMoved when it was moved three times meanwhile.
 */
export async function keepByPresentSurveyor<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PhoneMoved) || tries === mostTries) throw error;
    }
}

/**
 * Answers: what lines that waited because their phone was unknown are judged now: as when they came, had the phone been this
 * one's. Of its clock nothing was told since.
 */
export async function judgeAgain(
  context: SurveyContext,
  device: KnownDevice,
  lines: readonly WaitingLine[],
) {
  const read = lines.map((waited) => {
    const bytes = Buffer.from(waited.line);
    return { waited, bytes, read: readLine(bytes) };
  });
  const [waves, signersOf] = await Promise.all([
    context.waves(),
    handsOf(
      context,
      read.flatMap(({ read: { envelope } }) => envelope ?? []),
    ),
  ]);
  return read.map((line) => ({
    ...line,
    judged: judgeLine(line.bytes, line.read, {
      carrierDeviceId: device.id,
      onlyDeviceId: null,
      isVouched: true,
      signersOf,
      readBody: context.readBody,
      wave: (id) => waves.get(id),
      device: (id) => (id === device.id ? device : undefined),
    }),
  }));
}

/** Judges lines that waited because their surveyor does not work there; answers how many count and how many go on waiting. */
export async function judgeMisplaced(
  deviceActs: Pick<DeviceActStore, 'misplaced' | 'settleMisplaced'>,
  context: SurveyContext,
  device: KnownDevice,
): Promise<{ readonly stored: number; readonly waiting: number }> {
  let [stored, waiting, after] = [0, 0, 0];
  for (;;) {
    const lines = await deviceActs.misplaced(device.id, after, pushLimits.envelopes);
    const last = lines.at(-1);
    if (last === undefined) return { stored, waiting };
    after = last.receipt;
    const settled = await settleOrLeave(deviceActs, await judgeAgain(context, device, lines));
    if (settled === null) return { stored, waiting };
    stored += settled;
    waiting += lines.length - settled;
  }
}

/** Null: the phone was moved again, and who did that judges its lines. */
export async function settleOrLeave(
  deviceActs: Pick<DeviceActStore, 'settleMisplaced'>,
  lines: Parameters<DeviceActStore['settleMisplaced']>[0],
): Promise<number | null> {
  try {
    return await deviceActs.settleMisplaced(lines);
  } catch (error) {
    if (error instanceof PhoneMoved) return null;
    throw error;
  }
}
