import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasRepeatedKey } from './repeated-key.ts';

it.each([
  '{"a":1,"a":2}',
  '{"a":{"b":1,"c":2,"b":3}}',
  '[{"a":1},{"x":[{"k":0,"k":0}]}]',
  '{ "a" : 1 , "a" : 1 }',
  '{"a":1,"\\u0061":2}',
  '{"q\\"":1,"q\\u0022":2}',
  '{"__proto__":1,"__proto__":2}',
])('finds the key that stands twice in %s [A-07]', (text) => {
  expect(hasRepeatedKey(text)).toBe(true);
});

it.each([
  '{"a":{"a":1},"b":{"a":1}}',
  '[{"a":1},{"a":1}]',
  '{"a":"a","b":["a","a"]}',
  '{"a":"\\",\\"a\\":","b":1}',
  '{}',
])('finds none in %s [A-07]', (text) => {
  expect(hasRepeatedKey(text)).toBe(false);
});

it('finds none in what was written from an object, at any depth [A-07]', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(hasRepeatedKey(JSON.stringify(value))).toBe(false);
    }),
  );
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(hasRepeatedKey(deep)).toBe(false);
});
