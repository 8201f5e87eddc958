import { expect, it } from 'vitest';
import { hasMoreLines, looksLikeHeader, readHeader, splitLines } from './split-batch.ts';

const header = {
  protocol: 1,
  batchId: 'b',
  deviceId: '01890a5d-ac96-774b-bcce-b302099a8057',
  sentAt: '2026-11-20T09:00:00.000Z',
};
const line = (value: unknown) => Buffer.from(JSON.stringify(value));

it.each([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\nb', ['a', 'b']],
  ['a\n\nb\n', ['a', '', 'b']],
  ['a\n\n', ['a', '']],
])('splits %j into its lines', (text, expected) => {
  const body = Buffer.from(text);

  expect(splitLines(body).map(String)).toEqual(expected);
  expect(hasMoreLines(body, expected.length)).toBe(false);
  if (expected.length > 0) expect(hasMoreLines(body, expected.length - 1)).toBe(true);
});

it('reads a header of protocol 1 [A-10]', () => {
  expect(readHeader(line(header))).toEqual({ ok: true, value: header });
});

it.each([
  ['batch.protocol-unknown', line({ ...header, protocol: 2 })],
  ['batch.protocol-unknown', line({ protocol: 2, everythingElse: 'differs' })],
  ['batch.unreadable', line({ ...header, protocol: '1' })],
  ['batch.unreadable', line({ ...header, deviceId: 'x' })],
  ['batch.unreadable', line({ ...header, batchId: '' })],
  ['batch.unreadable', line(null)],
  ['batch.unreadable', line([header])],
  ['batch.unreadable', Buffer.from('{"protocol":1')],
  ['batch.unreadable', Buffer.from([0x7b, 0xff, 0x7d])],
  ['batch.unreadable', undefined],
])('refuses as %s a first line that is no header of ours [A-10]', (code, first) => {
  const read = readHeader(first);

  expect(read.ok ? null : read.error.code).toBe(code);
});

it('knows the header of another batch in a file from an envelope [A-12]', () => {
  expect(looksLikeHeader(line(header))).toBe(true);
  expect(looksLikeHeader(line({ v: 1, batchId: 'in an envelope' }))).toBe(false);
  expect(looksLikeHeader(line({ v: 1, body: { answers: { comment: '"batchId"' } } }))).toBe(false);
  expect(looksLikeHeader(Buffer.from('"batchId"'))).toBe(false);
});
