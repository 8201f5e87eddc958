import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestPhone, pushBody } from '../world/phone.ts';
import { type World, setupWorld } from '../world/setup-world.ts';

let world: World;
let phone: TestPhone;
beforeAll(async () => {
  world = await setupWorld();
  phone = await world.addPhone(await world.addPerson('mot', 'surveyor', ['86']));
});
afterAll(() => world.leave());

const say = (why: string) => phone.line({ answers: { q1: '1', why } });
const comments = async () => {
  const [instrument] = await world.storage.waves.instruments();
  const query = {
    waveId: world.waveId,
    instrumentKeys: [instrument?.key ?? 0],
    communes: new Set(['29551']),
  };
  return (await world.storage.comments.list(query, { limit: 10, offset: 0 })).items;
};

it('takes a comment of 5,000 characters, and lets a longer one wait for a person, out of the list', async () => {
  const answer = await world.push(
    phone,
    pushBody(phone, [say('đ'.repeat(5000)), say('đ'.repeat(5001))]),
  );
  const { receipts } = (await answer.json()) as { receipts: { outcome: string; code?: string }[] };

  expect(receipts.map(({ outcome, code }) => [outcome, code ?? null])).toEqual([
    ['stored', null],
    ['quarantined', 'answer.constraint'],
  ]);
  expect((await comments()).map(({ text }) => text.length)).toEqual([5000]);
});

it('refuses a batch with a comment of 5 MB by its size, and keeps nothing of it', async () => {
  const answer = await world.push(phone, pushBody(phone, [say('x'.repeat(5 * 1024 * 1024))]));
  const { code } = (await answer.json()) as { code: string };

  expect([answer.status, code]).toEqual([413, 'batch.too-large']);
  expect(await comments()).toHaveLength(1);
});
