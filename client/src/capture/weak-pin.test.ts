import { expect, it } from 'vitest';
import { isWeakPin } from './weak-pin.ts';

it.each(['000000', '777777', '123456', '654321', '567890', '098765', '121212', '123123'])(
  'refuses %s [C-10]',
  (pin) => {
    expect(isWeakPin(pin)).toBe(true);
  },
);

it.each(['284910', '112358', '193754', '246802'])('takes %s [C-10]', (pin) => {
  expect(isWeakPin(pin)).toBe(false);
});
