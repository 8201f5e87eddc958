import { canonicalInstrument } from '@sipas/shared/questionnaire';
import type { FieldPackage } from '@sipas/shared/wire';
import type { Draft } from '../ports/field-shelf.ts';

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

/**
 * Answers: the package to keep when a newer one comes while interviews are open.
 * Shape:   kept package, newer package, drafts → the newer one, with the instrument versions that drafts stand on.
 * Source:  a draft stays on the version that it began with.
 * Rule:    C-14
 */
export function keepDraftVersions(
  kept: FieldPackage | null,
  newer: FieldPackage,
  drafts: readonly Pick<Draft, 'instrument'>[],
): FieldPackage {
  const isIn = (fieldPackage: FieldPackage, version: string): boolean =>
    fieldPackage.instruments.some((instrument) => instrument.version === version);
  const still = (kept?.instruments ?? []).filter(
    ({ version }) =>
      !isIn(newer, version) && drafts.some(({ instrument }) => instrument.version === version),
  );
  return { ...newer, instruments: [...newer.instruments, ...still] };
}

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
