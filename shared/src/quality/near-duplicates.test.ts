import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { battery, interviews } from '../../test/quality/interviews.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { closestMatches } from './percent-match.ts';

/** Form 0 … 9 of 20 answers: places 2k and 2k + 1 of form k say 2, all others 1, so that any two are equal at 16. */
const ten = interviews(10, (at) => ({
  answers: Uint8Array.from({ length: 20 }, (_, place) => (place >> 1 === at ? 2 : 1)),
}));

it('raises a form and its copy, and names each to the other [K-14]', () => {
  // 45 pairs at 0.8 and a copy of form 0 with one answer changed: 19/20 with it; with the other nine 15/20 where the
  // change is at a third place, and 17/20 with form 9, which changed that place as well.
  const copied = Uint8Array.from(ten[0]?.answers ?? []);
  copied[19] = 2;
  const all = [...ten, { ...ten[0], responseId: 'copy', answers: copied } as (typeof ten)[number]];

  const found = [...findNearDuplicates(all, battery)];

  const mean = (45 * 0.8 + 0.95 + 8 * 0.75 + 0.85) / 55;
  const squares = (45 * 0.64 + 0.9025 + 8 * 0.5625 + 0.7225) / 55;
  const bound = mean + 5 * Math.sqrt(squares - mean * mean);
  expect(bound).toBeLessThan(0.95);
  expect(found[0]).toMatchObject({ outcome: 'raised', value: 0.95, other: 'copy', n: 20 });
  expect(found[0]).toMatchObject({ bound: expect.closeTo(bound, 12) as number });
  expect(found[10]).toMatchObject({ outcome: 'raised', value: 0.95, other: 'r0' });
  expect(found[1]).toMatchObject({ outcome: 'quiet', value: 0.8, other: 'r0' });
});

it('asks for ten forms of a district, and 15 places in common [K-14]', () => {
  const few = [...findNearDuplicates(ten.slice(0, 9), battery)];
  const short = [...findNearDuplicates(ten, { ...battery, substantive: [0, 1, 2] })];

  expect(new Set([...few, ...short].map(({ outcome }) => outcome))).toEqual(
    new Set(['not-enough-base']),
  );
});

it('compares bit by bit as one would answer by answer [K-14]', () => {
  const form = fc.uint8Array({ min: 0, max: 35, minLength: 70, maxLength: 70 });
  const places = Array.from({ length: 67 }, (_, at) => at + 2);
  const few = fc.uint8Array({ min: 0, max: 2, minLength: 70, maxLength: 70 });

  fc.assert(
    fc.property(fc.array(fc.oneof(form, few), { minLength: 2, maxLength: 8 }), (forms) => {
      const { closest } = closestMatches(forms, places, 1);
      for (const [at, own] of forms.entries()) {
        const shares = forms.map((other, rival) => {
          const both = places.filter((place) => (own[place] ?? 0) > 0 && (other[place] ?? 0) > 0);
          const equal = both.filter((place) => own[place] === other[place]).length;
          return rival === at || both.length === 0 ? -1 : equal / both.length;
        });
        expect(closest[at]?.share ?? -1).toBe(Math.max(...shares));
        expect(closest[at]?.at ?? -1).toBe(
          Math.max(...shares) < 0 ? -1 : shares.indexOf(Math.max(...shares)),
        );
      }
    }),
  );
});
