import type { Clock, Dice } from '../../ports/clock.ts';
import { uuid7Of } from './uuid7.ts';

export const phoneClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  utcOffsetMin: () => -new Date().getTimezoneOffset(),
};

export const phoneDice: Dice = {
  uuid7: () => uuid7Of(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
  share: () => Math.random(),
  hex: (bytes) =>
    Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
};
