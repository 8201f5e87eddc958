import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTestPhone } from '../../../test/world/phone.ts';
import { readLine } from './read-line.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const phone = createTestPhone({ deviceId: id, token: 't', waveId: id, newId: () => id });

it('reads an authentic envelope, whatever the order of its members and the blanks between [A-08]', () => {
  const envelope = phone.envelope();
  const reversed = Object.fromEntries(Object.entries(envelope).reverse());

  for (const text of [phone.line(), JSON.stringify(envelope), JSON.stringify(reversed, null, 2)])
    expect(readLine(Buffer.from(text))).toMatchObject({ envelope: { responseId: id } });
});

it('tells the sender which line is meant, as far as it can be read [A-08]', () => {
  const envelope = phone.envelope({ envelope: { seq: 0 } });

  expect(readLine(Buffer.from(JSON.stringify(envelope)))).toEqual({
    fault: { code: 'envelope.malformed', detail: 'seq' },
    said: { responseId: id, revision: 1, hash: envelope['hash'] },
  });
  expect(readLine(Buffer.from('{"responseId":"x","revision":-1,"hash":"h"}')).said).toEqual({});
});

it('takes an envelope whose numbers and characters are spelt in another way [A-08]', () => {
  const line = phone.line({ envelope: { seq: 3 } });
  const spelt = line.replace('"seq":3', '"seq":3.0').replace('"q1":"4"', '"q1":"\\u0034"');

  expect(spelt).toHaveLength(line.length + 2 + 5);
  expect(readLine(Buffer.from(spelt)).fault).toBeUndefined();
});

it('refuses a hash that was taken over another text than the canonical one [A-08]', () => {
  const { hash: _hash, sig, ...content } = phone.envelope();
  // Members as they were made, not in the order of their names.
  const text = JSON.stringify(content);
  const hash = createHash('sha256').update(text).digest('hex');

  const line = Buffer.from(JSON.stringify({ ...content, hash, sig }));

  expect(readLine(line).fault?.code).toBe('envelope.hash-mismatch');
});

it('refuses content that was changed after its hash was taken [A-08]', () => {
  const line = phone.line().replace('"activeMs":600000', '"activeMs":600001');

  expect(readLine(Buffer.from(line)).fault?.code).toBe('envelope.hash-mismatch');
});

it.each([
  [
    'a byte that is no UTF-8',
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    'UTF-8',
  ],
  ['nothing', Buffer.alloc(0), 'JSON'],
  ['a number', Buffer.from('1'), 'JSON'],
  ['null', Buffer.from('null'), 'JSON'],
])('calls %s unreadable [A-08]', (_what, bytes, detail) => {
  expect(readLine(bytes)).toEqual({ fault: { code: 'line.unreadable', detail }, said: {} });
});

it('is not exhausted by any depth [A-08]', () => {
  const deep = `{"a":${'['.repeat(500_000)}"\\u0000"${']'.repeat(500_000)}}`;

  expect(readLine(Buffer.from(deep)).fault?.code).toBe('envelope.bad-text');
  expect(readLine(Buffer.from(deep.replace('\\u0000', ''))).fault?.code).toBe('envelope.malformed');
});
