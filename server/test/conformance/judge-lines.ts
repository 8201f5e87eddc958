import type { JudgedLine, Storage } from '../../src/ports/index.ts';
import { judgeLine } from '../../src/use-cases/sync/judge-line.ts';
import { readLine } from '../../src/use-cases/sync/read-line.ts';
import { createSurveyContext } from '../../src/use-cases/sync/survey-context.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import type { TestPhone } from '../world/phone.ts';

/** Judges lines as a push of each phone would have them judged. */
export async function createJudge(
  storage: Storage,
  phone: Pick<TestPhone, 'deviceId'>,
): Promise<(line: string) => JudgedLine> {
  const survey = createSurveyContext(storage, createWaveReader(storage.waves));
  const [waves, device] = [await survey.waves(), await survey.device(phone.deviceId)];
  const context = {
    carrierDeviceId: phone.deviceId,
    onlyDeviceId: phone.deviceId,
    isVouched: true,
    signersOf: () => [],
    readBody: survey.readBody,
    wave: (id: string) => waves.get(id),
    device: (id: string) => (device?.id === id ? device : undefined),
  };
  return (line) => {
    const bytes = Buffer.from(line);
    return judgeLine(bytes, readLine(bytes), context);
  };
}
