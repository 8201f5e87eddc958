import { createHmac, timingSafeEqual } from 'node:crypto';

const stepMs = 30_000;
const codeDigits = 6;

/**
 * Answers: the code of a moment, as the app of codes shows it.
 * Shape:   secret, step of time → that many digits, leading zeros among them.
 * Source:  RFC 4226, 5.3, with HMAC-SHA-1; RFC 6238, 4.2: the counter is the number of steps since 1970.
 * Rule:    P-105
 */
export function oneTimeCode(secret: Uint8Array, step: number, digits = codeDigits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const truncated = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** Answers: the step of time in which a moment lies. */
export const stepAt = (nowMs: number): number => Math.floor(nowMs / stepMs);

/**
 * Answers: the step whose code this is, which is used by that; null where it is none that may be taken now.
 * Shape:   of this step, the one before and the one after, for clocks that differ; none up to the last that was used.
 * Errors:  throws never. Every candidate is compared, in the same time whatever is typed.
 * Source:  RFC 6238, 5.2: a code is taken once, and one step is allowed for the network.
 * Rule:    P-106
 */
export function matchingStep(
  secret: Uint8Array,
  typed: string,
  { nowMs, lastStep }: { readonly nowMs: number; readonly lastStep: number },
): number | null {
  if (!/^\d{6}$/.test(typed)) return null;
  const now = stepAt(nowMs);
  const steps = [now - 1, now, now + 1].filter((step) => {
    const code = oneTimeCode(secret, Math.max(0, step));
    return timingSafeEqual(Buffer.from(code), Buffer.from(typed)) && step > lastStep;
  });
  return steps[0] ?? null;
}

const base32Signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Answers: the secret as apps of codes read it and a person types it (RFC 4648, without padding). */
export function base32Of(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => base32Signs[parseInt(group.padEnd(5, '0'), 2)]).join('');
}

/** Answers: what the QR of a new secret says, by the format that apps of codes agreed on; 6 digits, 30 s and SHA-1 are its defaults. */
export function keyUriOf(secret: Uint8Array, username: string, host: string): string {
  const issuer = `SIPAS ${host}`;
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`;
  const asked = `secret=${base32Of(secret)}&issuer=${encodeURIComponent(issuer)}`;
  return `otpauth://totp/${label}?${asked}`;
}
