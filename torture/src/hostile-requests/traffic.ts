import { gzipSync } from 'node:zlib';
import type { Dice } from '../../../server/src/demo/dice.ts';
import type { Phone } from '../siege/fleet.ts';
import type { Asked } from './ask.ts';
import { pick, spoil } from './chance.ts';
import { rawBodies, texts } from './payloads.ts';

type Kept = Pick<Asked, 'method' | 'path' | 'headers'> & { readonly body: Buffer };

/** Answers: what a phone sends on a day: its greeting, forms in batches, a batch that travels compressed. */
export function recordTraffic(phone: Phone): readonly Kept[] {
  const headers = { authorization: `Bearer ${phone.token}` };
  const head = { protocol: 1, batchId: 'b', deviceId: phone.deviceId };
  const sentAt = '2026-11-23T09:00:00.000Z';
  const push = Buffer.from(
    [JSON.stringify({ ...head, sentAt }), ...[1, 2, 3].map(() => phone.finish().line)].join('\n'),
  );
  const hello = {
    ...{ protocol: 1, deviceId: phone.deviceId, appVersion: '0.1.0', lastReceipt: 1, unsent: 0 },
    ...{ epochs: [{ epoch: 'e1', headSeq: 3, headHash: null }], oldestUnsentAt: null },
    storage: { persisted: true, usage: 1, quota: null },
  };
  const lines = { ...headers, 'content-type': 'application/x-ndjson' };
  return [
    {
      method: 'POST',
      path: '/api/v1/sync/hello',
      headers: { ...headers, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(hello)),
    },
    { method: 'POST', path: '/api/v1/sync/push', headers: lines, body: push },
    {
      method: 'POST',
      path: '/api/v1/sync/push',
      headers: { ...lines, 'content-encoding': 'gzip' },
      body: gzipSync(push),
    },
  ];
}

/** Answers: one of these with a few of its bytes other than they were, or one of its values something else. */
export function mutate(kept: readonly Kept[], dice: Dice): Asked {
  const one = pick(dice, kept);
  let { body } = one;
  if (dice.share() < 0.4) body = withOtherValue(body, dice);
  const spoils = dice.between(0, 3);
  for (let time = 0; time < spoils; time += 1) body = spoil(body, dice);
  return { ...one, body };
}

function withOtherValue(body: Buffer, dice: Dice): Buffer {
  const text = body.toString('latin1');
  const found = [...text.matchAll(/"(?:[^"\\]|\\.)*"|\b\d+\b|null|true/g)];
  const place = found[dice.between(0, found.length - 1)];
  if (place === undefined) return body;
  const other = dice.share() < 0.7 ? JSON.stringify(pick(dice, texts)) : pick(dice, rawBodies);
  const end = place.index + place[0].length;
  return Buffer.concat([body.subarray(0, place.index), Buffer.from(other), body.subarray(end)]);
}
