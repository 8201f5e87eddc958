import { v7 } from 'uuid';
import type { Clock, Dice } from '../../ports/clock.ts';

export const phoneClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  utcOffsetMin: () => -new Date().getTimezoneOffset(),
};

export const phoneDice: Dice = {
  uuid7: () => v7(),
  share: () => Math.random(),
  hex: (bytes) =>
    Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
};
