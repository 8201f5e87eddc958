import { pushLimits } from '@sipas/shared/wire';
import type { DeviceActStore, EditionStore, WaitingLine } from '../../ports/index.ts';
import { keepByPresentSurveyor } from './judge-again.ts';
import { judgeLine } from './judge-line.ts';
import { readLine } from './read-line.ts';
import type { BatchContext, KnownDevice, SurveyContext } from './survey-context.ts';

/**
 * Answers: how many lines that came after their wave was closed count now, and how many go on waiting?
 * Shape:   wave → each such line judged as if the wave were open, under the receipt that it has. Repeatable: said again it
 *          goes on where it broke off. What other rules refuse goes on waiting.
 * Errors:  throws PhoneMoved as keepByPresentSurveyor does.
 * Source:  decision 90.
 * Rule:    W-23
 */
export async function judgeLate(
  needs: {
    readonly context: SurveyContext;
    readonly editions: Pick<EditionStore, 'late'>;
    readonly deviceActs: Pick<DeviceActStore, 'settleMisplaced'>;
  },
  waveId: string,
): Promise<{ readonly stored: number; readonly waiting: number }> {
  let [stored, waiting, after] = [0, 0, 0];
  for (;;) {
    const lines = await needs.editions.late(waveId, after, pushLimits.envelopes);
    const last = lines.at(-1);
    if (last === undefined) return { stored, waiting };
    after = last.receipt;
    const settled = await keepByPresentSurveyor(async () =>
      needs.deviceActs.settleMisplaced(await judgeAsOpen(needs.context, waveId, lines)),
    );
    stored += settled;
    waiting += lines.length - settled;
  }
}

async function judgeAsOpen(context: SurveyContext, waveId: string, lines: readonly WaitingLine[]) {
  const read = lines.map((waited) => {
    const bytes = Buffer.from(waited.line);
    return { waited, bytes, line: readLine(bytes) };
  });
  const devices = new Map<string, KnownDevice>();
  for (const { line } of read) {
    const device = line.fault ? null : await context.device(line.envelope.deviceId);
    if (device !== null) devices.set(device.id, device);
  }
  const waves = await context.waves();
  const batch: BatchContext = {
    carrierDeviceId: null,
    onlyDeviceId: null,
    wave(id) {
      const wave = waves.get(id);
      return wave && id === waveId ? { ...wave, isOpen: true } : wave;
    },
    device: (id) => devices.get(id),
  };
  return read.map(({ waited, bytes, line }) => ({
    waited,
    judged: judgeLine(bytes, line, batch),
  }));
}
