import { plural } from './plural.ts';
import type { PinText } from './shape.ts';

/** The words of the PIN: the lock has them alone, so that a phone reads no others before its first question. */
export const enPin: PinText = {
  choose: 'Choose a PIN',
  chooseWhy: (name) =>
    `Hello ${name}. The PIN has 6 digits, so that only you can open the forms on this phone. Remember it: the post office does not know it.`,
  pin: 'PIN (6 digits)',
  again: 'PIN once more',
  short: 'The PIN needs 6 digits.',
  weak: 'This PIN is too easy to guess (like 123456 or 000000). Choose another.',
  differs: 'The two PINs differ. Type them again.',
  save: 'Set PIN',
  unlock: 'Unlock',
  unlockWhy: 'Enter your PIN. The forms on this phone are safe.',
  wrong: (left) => `Wrong PIN. ${plural(left, 'try', 'tries')} left before you must wait.`,
  wait: (seconds) =>
    `Too many wrong tries. Wait ${plural(seconds, 'second', 'seconds')} and try again. Your forms are safe.`,
  checking: 'Checking…',
  forgotten: 'Forgotten the PIN?',
};
