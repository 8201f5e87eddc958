import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type RecordIdentity, identify } from './identity.ts';

const held: RecordIdentity = {
  hash: 'h1',
  responseId: 'r1',
  revision: 1,
  deviceId: 'd1',
  epoch: 'e1',
  seq: 1,
};
const other: RecordIdentity = {
  hash: 'h2',
  responseId: 'r2',
  revision: 2,
  deviceId: 'd2',
  epoch: 'e2',
  seq: 2,
};

it.each<[string, Partial<RecordIdentity>, string]>([
  ['all of it', held, 'same'],
  ['the hash', { hash: 'h1' }, 'same'],
  ['response and revision', { responseId: 'r1', revision: 1 }, 'conflict'],
  ['response and revision and place in the chain', { ...held, hash: 'h2' }, 'conflict'],
  ['place in the chain', { deviceId: 'd1', epoch: 'e1', seq: 1 }, 'fork'],
  ['the response alone: another revision', { responseId: 'r1' }, 'new'],
  ['the revision alone', { revision: 1 }, 'new'],
  ['phone and epoch: the next in the chain', { deviceId: 'd1', epoch: 'e1' }, 'new'],
  ['phone and number: after a new start of the chain', { deviceId: 'd1', seq: 1 }, 'new'],
  ['epoch and number: another phone', { epoch: 'e1', seq: 1 }, 'new'],
  ['nothing', {}, 'new'],
])('of a record that shares %s says so [R-05]', (_what, shared, expected) => {
  expect(identify([held], { ...other, ...shared })).toBe(expected);
});

it('says the gravest of what several held records say, in whatever order they come [R-05]', () => {
  const sameHash = { ...held, responseId: 'r9', deviceId: 'd9' };
  const sameRevision = { ...other, responseId: 'r1', revision: 1 };
  const sameNumber = { ...other, deviceId: 'd1', epoch: 'e1', seq: 1 };
  const incoming = held;

  expect(identify([sameNumber, sameRevision, sameHash], incoming)).toBe('same');
  expect(identify([sameHash, sameRevision, sameNumber], incoming)).toBe('same');
  expect(identify([sameNumber, sameRevision], incoming)).toBe('conflict');
  expect(identify([sameRevision, sameNumber], incoming)).toBe('conflict');
});

it('knows every record again that it holds, and none while it holds nothing [R-05]', () => {
  const identity = fc.record({
    hash: fc.string(),
    responseId: fc.string(),
    revision: fc.nat(),
    deviceId: fc.string(),
    epoch: fc.string(),
    seq: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(identity), identity, (records, incoming) => {
      expect(identify([...records, incoming], incoming)).toBe('same');
      expect(identify([], incoming)).toBe('new');
    }),
  );
});
