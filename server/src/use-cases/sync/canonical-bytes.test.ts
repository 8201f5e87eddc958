import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalHashSpans } from './canonical-bytes.ts';

const hashedText = (text: string): string | null => {
  const bytes = Buffer.from(text);
  const spans = canonicalHashSpans(bytes);
  return spans && Buffer.concat(spans.map(([from, to]) => bytes.subarray(from, to))).toString();
};

it.each([
  ['{"a":1,"hash":"h","sig":null,"v":1}', '{"a":1,"v":1}'],
  ['{"hash":"h","v":1}', '{"v":1}'],
  [
    '{"a":{"hash":"kept","sig":"kept"},"hash":"h","v":1}',
    '{"a":{"hash":"kept","sig":"kept"},"v":1}',
  ],
  ['{"a":["hash","sig"],"hash":{"x":[1,{}]},"v":-0.5}', '{"a":["hash","sig"],"v":-0.5}'],
  [
    '{"a":"Ấp \\"1\\" \\\\ \\u001f\\n","hash":"h","v":1}',
    '{"a":"Ấp \\"1\\" \\\\ \\u001f\\n","v":1}',
  ],
  ['{"a":[],"b":{},"c":[true,false,null]}', '{"a":[],"b":{},"c":[true,false,null]}'],
])('cuts hash and sig out of %s [A-06]', (text, expected) => {
  expect(hashedText(text)).toBe(expected);
});

it.each([
  ['a hash that comes last', '{"a":1,"hash":"h"}'],
  ['blanks', '{"a": 1}'],
  ['a blank before a colon', '{"a" :1}'],
  ['a carriage return at the end', '{"a":1}\r'],
  ['keys out of order', '{"b":1,"a":1}'],
  ['a key that is the beginning of the one before', '{"ab":1,"a":1}'],
  ['a repeated key', '{"a":1,"a":1}'],
  ['a repeated key within', '{"z":[{"a":1,"a":1}]}'],
  ['a key with an escape', '{"\\u0061":1}'],
  ['a key beyond ASCII', '{"ấ":1}'],
  ['a character spelt by number that needs none', '{"a":"\\u0041"}'],
  ['a character spelt by number that has a short form', '{"a":"\\u000a"}'],
  ['digits in upper case', '{"a":"\\u001F"}'],
  ['an escaped slash', '{"a":"\\/"}'],
  ['a number with a needless fraction', '{"a":1.0}'],
  ['a number with an exponent', '{"a":1e2}'],
  ['minus zero', '{"a":-0}'],
  ['a number beyond what numbers keep', '{"a":12345678901234567890}'],
])('leaves %s to the slow way [A-06]', (_what, text) => {
  expect(hashedText(text)).toBeNull();
});

// canonicalize 5.1.0 is the reference implementation of RFC 8785 by its author.
it('agrees with the reference implementation of the canonical form on any object [A-06]', () => {
  const anyObject = fc.dictionary(
    fc.oneof(fc.constantFrom('hash', 'sig', 'v', 'body'), fc.string({ unit: 'grapheme-ascii' })),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(anyObject, (object) => {
      const { hash: _hash, sig: _sig, ...others } = object;
      const cut = hashedText(canonicalize(object) ?? '');

      // Keys that need an escape or lie beyond ASCII are left to the slow way.
      if (cut !== null) expect(cut).toBe(canonicalize(others));
    }),
    { numRuns: 1000 },
  );
});

it('never takes a text for canonical that is spelt otherwise [A-06]', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(4), (object, indent) => {
      const text = JSON.stringify(object, null, indent);

      if (text !== canonicalize(object)) expect(canonicalHashSpans(Buffer.from(text))).toBeNull();
    }),
    { numRuns: 1000 },
  );
});
