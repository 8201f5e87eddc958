import { canonicalInstrument } from '@sipas/shared/questionnaire';
import type { FieldPackage } from '@sipas/shared/wire';

/**
 * Answers: which instruments that the waves name are missing in a package, or are not what their version says?
 * Shape:   package → ids; empty means whole.
 * Errors:  throws never; rejects where the browser has no SubtleCrypto (an insecure origin).
 * Source:  a version is the SHA-256 of the canonical form.
 * Rule:    C-13
 */
export async function brokenInstruments(fieldPackage: FieldPackage): Promise<readonly string[]> {
  const wanted = fieldPackage.waves.flatMap(({ instruments }) => instruments);
  const checks = await Promise.all(
    wanted.map(async ({ id, version }) => {
      const held = fieldPackage.instruments.find((one) => one.id === id && one.version === version);
      return held !== undefined && (await sha256(canonicalInstrument(held.definition))) === version
        ? []
        : [id];
    }),
  );
  return [...new Set(checks.flat())];
}

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
