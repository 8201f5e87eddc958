import type { Dice } from '../../../server/src/demo/dice.ts';
import { texts } from './payloads.ts';

export const chance = (dice: Dice, share: number): boolean => dice.share() < share;

/** One of a list that is not empty. */
export const pick = <T>(dice: Dice, from: readonly T[]): T => dice.pick(from as [T, ...T[]]);

/** Bytes with a few of them changed, doubled, cut or put in. */
export function spoil(bytes: Buffer, dice: Dice): Buffer {
  if (bytes.length === 0) return bytes;
  const at = dice.between(0, bytes.length - 1);
  const to = Math.min(bytes.length, at + dice.between(1, 40));
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const put = pick(dice, [
    Buffer.from([dice.between(0, 255)]),
    Buffer.from([0xc0, 0xaf, 0xff, 0xfe]),
    Buffer.from(pick(dice, texts)),
    Buffer.from('"__proto__":{"polluted":1},'),
    Buffer.concat([part, part]),
    Buffer.alloc(0),
  ]);
  return Buffer.concat(chance(dice, 0.2) ? [before] : [before, put, after]);
}
