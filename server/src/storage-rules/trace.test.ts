import { expect, it } from 'vitest';
import { contentHash } from './recount.ts';
import { isTrace, traceOf } from './trace.ts';

const head = {
  ...{ v: 1, deviceId: 'd', epoch: 'e', seq: 7, prevHash: 'p', responseId: 'r', revision: 2 },
  ...{ kind: 'correction', waveId: 'w', instrument: { id: 'i', version: 'v' }, catalogue: 'c' },
  ...{ clock: { wall: 't' }, hash: 'h', sig: 's' },
};
const place = { commune: '29551', village: '01', mode: 'interview' };
const bytes = (line: object | string) =>
  Buffer.from(typeof line === 'string' ? line : JSON.stringify(line));

it('keeps the head of a line and where it lay, and not a word that was said, sealed or not [H-10]', () => {
  const body = {
    unit: { commune: 'x', village: 'y' },
    household: 'CANARY',
    answers: { a: 'CANARY' },
  };
  for (const said of [{ body }, { sealed: { keyId: 'k', enc: 'CANARY', ciphertext: 'CANARY' } }]) {
    const trace = traceOf(bytes({ ...head, ...said, more: 'CANARY' }), place);

    expect(trace.toString()).not.toContain('CANARY');
    expect(JSON.parse(trace.toString())).toEqual({
      ...head,
      withdrawn: true,
      body: {
        unit: { commune: '29551', village: '01' },
        ...{ mode: 'interview', language: '', answers: {} },
      },
    });
    expect(isTrace(trace)).toBe(true);
    expect(contentHash({ contentHash: 'h', line: trace })).toBe('h');
    expect(contentHash({ contentHash: 'other', line: trace })).not.toBe('other');
  }
});

it('leaves of a line that proves nothing only that it was there [H-10]', () => {
  for (const line of ['CANARY', '', 'null', '{"answers":"CANARY"}', '"hash"']) {
    const trace = traceOf(bytes(line), place);

    expect(trace.toString()).toBe('{"withdrawn":true}');
    expect(contentHash({ contentHash: 'raw:abc', line: trace })).toBe('raw:abc');
  }
  expect(isTrace(bytes('{"withdrawn"'))).toBe(false);
  expect(isTrace(bytes(head))).toBe(false);
});
