import { describe, expect, it } from 'vitest';
import type { Sha256Hex } from '../kernel/index.ts';
import { createRandomNumbers, philox } from './random-numbers.ts';
import { simpleRandom } from './simple-random.ts';

const words = (text: string) => text.split(' ').map((word) => Number.parseInt(word, 16));

describe('philox', () => {
  // Random123, tests/kat_vectors, the three lines "philox4x32 10": counter, key, block.
  it.each([
    [
      '00000000 00000000 00000000 00000000',
      '00000000 00000000',
      '6627e8d5 e169c58d bc57ac4c 9b00dbd8',
    ],
    [
      'ffffffff ffffffff ffffffff ffffffff',
      'ffffffff ffffffff',
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
    ],
    [
      '243f6a88 85a308d3 13198a2e 03707344',
      'a4093822 299f31d0',
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ])('%s under %s is %s [M-04]', (counter, key, block) => {
    const [a = 0, b = 0, c = 0, d = 0] = words(counter);
    const [left = 0, right = 0] = words(key);

    expect(philox([a, b, c, d], [left, right])).toEqual(words(block));
  });
});

const zeros = '0'.repeat(64) as Sha256Hex;

describe('createRandomNumbers', () => {
  it('makes numbers of 53 bits of two words each [M-04]', () => {
    // Python 3: ((0x6627e8d5 >> 11) << 32) | 0xe169c58d, ((0xbc57ac4c >> 11) << 32) | 0x9b00dbd8: the first known answer.
    const random = createRandomNumbers(zeros, 0);

    expect([random.below(2 ** 53), random.below(2 ** 53)]).toEqual([
      3594294408103309, 6626711936490456,
    ]);
  });

  it('takes the remainder by the bound [M-04]', () => {
    const random = createRandomNumbers(zeros, 0);

    expect([random.below(1000), random.below(7)]).toEqual([309, 6]);
  });

  it('has numbers of its own for each part and hash, and the same ones again [M-04]', () => {
    const ten = (hash: string, part: number) => {
      const random = createRandomNumbers(hash as Sha256Hex, part);
      return Array.from({ length: 10 }, () => random.below(1e9));
    };

    expect(ten(zeros, 1)).toEqual(ten(zeros, 1));
    const others = [zeros, `${'0'.repeat(31)}1${'0'.repeat(32)}`, `1${'0'.repeat(63)}`];
    const all = others.flatMap((hash) => [...ten(hash, 0), ...ten(hash, 1)]);
    expect(new Set(all).size).toBe(60);
  });

  it('gives each number below the bound alike [M-04]', () => {
    const random = createRandomNumbers(zeros, 5);
    const counts = [0, 0, 0, 0, 0, 0];

    for (let at = 0; at < 60_000; at++) {
      const number = random.below(6);
      counts[number] = (counts[number] ?? 0) + 1;
    }

    // Chi-square with 5 degrees of freedom: 0.001 lies above 20.5.
    const distance = counts.reduce((sum, own) => sum + (own - 10_000) ** 2 / 10_000, 0);
    expect(distance).toBeLessThan(20.5);
  });

  it.each([0, -1, 1.5, NaN, 2 ** 54])('a bound of %f is a defect [M-04]', (bound) => {
    expect(() => createRandomNumbers(zeros, 0).below(bound)).toThrow(RangeError);
  });
});

/** Answers what it is told to. */
const fixed = (numbers: readonly number[]) => {
  const left = [...numbers];
  return { below: () => left.shift() ?? 0 };
};

describe('simpleRandom', () => {
  it('draws the units of the numbers that come, without replacement [M-05]', () => {
    // 0 1 2 3 4: the 4th (3), then the 1st of those left (1), then the last of those left (4, behind 0 and 2).
    expect(simpleRandom(5, 3, fixed([3, 0, 2]))).toEqual([3, 1, 4]);
  });

  it('draws every ordered sample alike, over all numbers that can come [M-05]', () => {
    const samples = [0, 1, 2, 3].flatMap((first) =>
      [0, 1, 2].map((second) => simpleRandom(4, 2, fixed([first, second])).join()),
    );

    // 4 · 3 samples of two out of four, each once.
    expect(new Set(samples).size).toBe(12);
  });

  it('leaves the sample as it is when more are drawn behind it [M-05]', () => {
    const draw = (count: number) => simpleRandom(250, count, createRandomNumbers(zeros, 3));

    expect(draw(40).slice(0, 25)).toEqual(draw(25));
    expect(new Set(draw(250)).size).toBe(250);
  });
});
