import { comparisonInput, comparisonNumber } from '@sipas/shared/wire';

/** What the office tells phones apart by. */
export interface PhoneNames {
  readonly name: string;
  readonly platform: string;
  /** Six digits under an enrolment, which the office sees as well. */
  comparison(deviceId: string): Promise<string>;
}

interface Told {
  readonly userAgent: string;
  /** Chromium tells the model only when it is asked. */
  readonly userAgentData?: {
    getHighEntropyValues(hints: readonly string[]): Promise<{ readonly model?: string }>;
  };
}

/** What Chromium writes in place of a model since it reduced the user agent. */
const anyModel = 'K';

/** Plain words for the office's list of phones: the model where the browser tells it, else the system. Fetched for that alone. */
export async function phoneNames(told: object & Told): Promise<PhoneNames> {
  const { userAgent } = told;
  const system = pick(userAgent, [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
    [/./, 'Web'],
  ]);
  const browser = pick(userAgent, [
    [/SamsungBrowser/, 'Samsung Internet'],
    [/EdgA?\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\/|CriOS/, 'Chrome'],
    [/Safari\//, 'Safari'],
    [/./, 'Web'],
  ]);
  const name = (await toldModel(told)) ?? writtenModel(userAgent) ?? system;
  return { name, platform: `${browser}, ${system}`, comparison: comparisonOf };
}

async function comparisonOf(deviceId: string): Promise<string> {
  const { signingKey } = await import('../../storage/phone-key.ts');
  const text = comparisonInput({ deviceId, publicKey: await signingKey.publicKey() });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return comparisonNumber(new Uint8Array(digest));
}

const pick = (userAgent: string, table: readonly (readonly [RegExp, string])[]): string =>
  table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '?';

async function toldModel({ userAgentData }: Told): Promise<string | null> {
  // A browser may refuse to tell: then the phone has a plainer name.
  const told = await userAgentData?.getHighEntropyValues(['model']).catch(() => null);
  return told?.model?.trim() || null;
}

function writtenModel(userAgent: string): string | null {
  const model = /Android [\d.]+; ([^;)]+)/.exec(userAgent)?.[1]?.trim() ?? anyModel;
  return model === anyModel ? null : model;
}
