import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { allowanceLimits, allowanceSchema, isRecipientName, isSignature } from './allowance.ts';

const good = {
  v: 1,
  id: '019ab0d4-7b60-7000-8000-000000000001',
  waveId: '019ab0d4-7b60-7000-8000-0000000000aa',
  commune: '29551',
  village: '01',
  household: '0012',
  amountVnd: 50_000,
  name: 'Nguyễn Thị Hồng Hạnh',
  strokes: [
    [
      [0, 0],
      [1000, 400],
    ],
  ],
  signedAt: '2026-11-23T02:00:00.000Z',
};
const line = (points: number) => Array.from({ length: points }, () => [1, 1]);

describe('a signature', () => {
  it.each([
    ['one dot', [[[0, 0]]]],
    ['the corners of the grid', good.strokes],
    ['no stroke: the name was typed', []],
    ['as many points as can be', [line(400), line(400)]],
    ['as many strokes as can be', Array.from({ length: 60 }, () => line(1))],
  ])('may be %s [L-01]', (_, strokes) => {
    expect(isSignature(strokes)).toBe(true);
  });

  it.each([
    ['an empty stroke', [[]]],
    ['a point too many', [line(400), line(401)]],
    ['a stroke too many', Array.from({ length: 61 }, () => line(1))],
    ['a point right of the grid', [[[1001, 0]]]],
    ['a point below the grid', [[[0, 401]]]],
    ['a point left of the grid', [[[-1, 0]]]],
    ['half a step', [[[0.5, 0]]]],
    ['no number', [[[null, 0]]]],
    ['a point of three numbers', [[[0, 0, 0]]]],
    ['a picture', 'data:image/png;base64,AAAA'],
    ['nothing', null],
  ])('is never %s [L-01]', (_, strokes) => {
    expect(isSignature(strokes)).toBe(false);
  });
});

describe('the name of who received', () => {
  it.each(['Đỗ Văn Ất', 'ấ'.repeat(100), '𠮷'.repeat(100)])('may be %s [L-02]', (name) => {
    expect(isRecipientName(name)).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['blank', '  '],
    ['with blanks around', ' An'],
    ['over 100 characters', 'a'.repeat(101)],
    ['decomposed', 'Hạnh'.normalize('NFD')],
    ['over two lines', 'An\nBình'],
    ['half a character', 'An\ud800'],
    ['no text', 5],
  ])('is never %s [L-02]', (_, name) => {
    expect(isRecipientName(name)).toBe(false);
  });
});

describe('an allowance record', () => {
  it('is taken as it is', () => {
    expect(v.parse(allowanceSchema, good)).toEqual(good);
  });

  it.each([
    ['names a response', { responseId: good.id }],
    ['pays nothing', { amountVnd: 0 }],
    ['pays half a đồng', { amountVnd: 0.5 }],
    ['pays beyond the bound', { amountVnd: 10_000_001 }],
    ['is of another version', { v: 2 }],
    ['has a blank village', { village: ' ' }],
    ['has a household of two lines', { household: 'a\nb' }],
    ['was signed at no moment', { signedAt: 'hôm qua' }],
  ])('is refused when it %s', (_, change) => {
    expect(v.safeParse(allowanceSchema, { ...good, ...change }).success).toBe(false);
  });
});

it('leaves room for the largest hundred records in one request', () => {
  // Names and places of four-byte characters, every point at the far corner.
  const wide = '𠮷';
  const strokes = Array.from({ length: 60 }, (_, stroke) =>
    Array.from({ length: stroke === 0 ? 800 - 59 : 1 }, () => [1000, 400]),
  );
  const largest = {
    ...good,
    // A household or village is counted in UTF-16 units, 50 such characters; a name in characters, 100.
    commune: wide.repeat(50),
    village: wide.repeat(50),
    household: wide.repeat(50),
    name: wide.repeat(100),
    strokes,
  };
  const batch = {
    protocol: 1,
    deviceId: good.id,
    items: Array.from({ length: 100 }, () => largest),
  };

  expect(v.safeParse(allowanceSchema, largest).success).toBe(true);
  expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThanOrEqual(
    allowanceLimits.wireBytes,
  );
});
