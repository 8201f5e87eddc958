import type { JudgedLine, WaitingLine } from '../../ports/index.ts';
import { keepByPresentSurveyor } from './judge-again.ts';
import { judgeLine } from './judge-line.ts';
import { readLine } from './read-line.ts';
import { type KnownWave, type SurveyContext, devicesOf, handsOf } from './survey-context.ts';

/** A line that waited, as it is judged now. */
export interface JudgedWaiting {
  readonly waited: WaitingLine;
  readonly judged: JudgedLine;
}

/**
 * Answers: what comes of keeping lines that waited, whose hand was judged when they came?
 * Shape:   lines of any phones, what keeps them → its answer; done again where a phone was moved in between.
 * Errors:  those of the work; throws PhoneMoved as keepByPresentSurveyor does.
 */
export const judgeVouched = <T>(
  context: SurveyContext,
  lines: readonly WaitingLine[],
  keep: (judged: readonly JudgedWaiting[]) => Promise<T>,
  /** A wave as it is to be judged, where not as it stands. */
  asIf: (wave: KnownWave) => KnownWave = (wave) => wave,
): Promise<T> =>
  keepByPresentSurveyor(async () => {
    const read = lines.map((waited) => {
      const bytes = Buffer.from(waited.line);
      return { waited, bytes, read: readLine(bytes) };
    });
    const envelopes = read.flatMap(({ read: { envelope } }) => envelope ?? []);
    const [waves, devices, signersOf] = await Promise.all([
      context.waves(),
      devicesOf(context, envelopes),
      handsOf(context, envelopes),
    ]);
    return keep(
      read.map(({ waited, bytes, read: line }) => ({
        waited,
        judged: judgeLine(bytes, line, {
          carrierDeviceId: null,
          onlyDeviceId: null,
          isVouched: true,
          signersOf,
          readBody: context.readBody,
          wave(id) {
            const wave = waves.get(id);
            return wave && asIf(wave);
          },
          device: (id) => devices.get(id),
        }),
      })),
    );
  });
