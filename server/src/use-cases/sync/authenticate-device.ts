import { hash } from 'node:crypto';
import type { Device, DeviceStore } from '../../ports/index.ts';

/** Answers: by which hash is a device's token known? The token itself is nowhere stored. */
export const deviceTokenHash = (token: string): string => hash('sha256', token);

/**
 * Answers: which phone speaks?
 * Shape:   the Authorization header → the phone, a revoked one too: it is told so, and what it sends is kept apart.
 * Missing: no header, another scheme or an unknown token: null.
 * Rule:    A-15
 */
export async function authenticateDevice(
  { devices }: { readonly devices: DeviceStore },
  authorization: string | undefined,
): Promise<Device | null> {
  const [, token] = /^Bearer +([A-Za-z0-9._~+/=-]{1,200}) *$/i.exec(authorization ?? '') ?? [];
  return token === undefined ? null : devices.byTokenHash(deviceTokenHash(token));
}
