import { createPublicKey, hash } from 'node:crypto';
import { pushLimits } from '@sipas/shared/wire';
import type { Clock, DeviceStore, UnknownPhoneStore } from '../../ports/index.ts';
import { judgeVouched } from './judge-vouched.ts';
import type { SurveyContext } from './survey-context.ts';

const keyIdDigits = 16;
const pointBytes = 32;

/**
 * Answers: a phone told by which key it signs: is it new, and how many forms that waited for it count now?
 * Shape:   phone, its public key as a JSON Web Key → kept with its id; forms that came in a file and waited because nobody had
 *          told this key are judged again, each once, as if they came now.
 * Missing: no key, or none of P-256: nothing is kept, and the phone goes on without a signature that counts.
 * Errors:  throws never for what was sent.
 * Source:  decision 105.
 * Rule:    A-166
 */
export async function registerSigningKey(
  needs: {
    readonly devices: DeviceStore;
    readonly unknownPhones: UnknownPhoneStore;
    readonly context: SurveyContext;
    readonly clock: Clock;
  },
  deviceId: string,
  jwk: Readonly<Record<string, unknown>> | undefined,
): Promise<{ readonly isNew: boolean; readonly stored: number }> {
  const key = jwk === undefined ? null : signingKeyOf(jwk);
  const isNew =
    key !== null &&
    (await needs.devices.registerSigningKey({ deviceId, ...key }, needs.clock.now()));
  return { isNew, stored: isNew ? await judgeWaiting(needs, key.keyId) : 0 };
}

/** Answers: id and raw public half of the key; null where it is no point of P-256. */
export function signingKeyOf(
  jwk: Readonly<Record<string, unknown>>,
): { readonly keyId: string; readonly publicKey: string } | null {
  if (jwk['kty'] !== 'EC' || jwk['crv'] !== 'P-256') return null;
  try {
    const { x, y } = createPublicKey({ key: jwk, format: 'jwk' }).export({
      format: 'jwk',
    });
    const point = Buffer.concat([Buffer.of(4), coordinate(x), coordinate(y)]);
    return {
      keyId: hash('sha256', point).slice(0, keyIdDigits),
      publicKey: point.toString('base64url'),
    };
  } catch {
    // No point of the curve.
    return null;
  }
}

function coordinate(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? '', 'base64url');
  return Buffer.concat([Buffer.alloc(pointBytes - bytes.length), bytes]);
}

async function judgeWaiting(
  needs: Parameters<typeof registerSigningKey>[0],
  keyId: string,
): Promise<number> {
  let [stored, after] = [0, 0];
  for (;;) {
    const lines = await needs.unknownPhones.waitingForSigner(keyId, after, pushLimits.envelopes);
    const last = lines.at(-1);
    if (last === undefined) return stored;
    after = last.receipt;
    // What is known by its own bytes still, another phone's form under this key say, goes on waiting as it does.
    const receipts = await judgeVouched(needs.context, lines, (judged) =>
      needs.unknownPhones.storeAgain(judged.filter((line) => line.judged.claim !== null)),
    );
    stored += receipts.filter(({ outcome }) => outcome === 'stored').length;
  }
}
