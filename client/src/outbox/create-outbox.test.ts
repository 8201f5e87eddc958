import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createFakeServer } from '../../test/fakes/fake-server.ts';
import { redeemAnswer, sampleForm, samplePackage } from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createVirtualPage, settled } from '../../test/fakes/virtual-page.ts';
import { createFieldShelf } from '../storage/index.ts';
import { createOutbox } from './create-outbox.ts';

async function setupPhone(forms = 0) {
  const server = createFakeServer();
  const page = createVirtualPage();
  const dice = createSeededDice(7);
  const journal = openMemoryJournal(createMemoryFile(), '0011223344556677');
  const shelf = await createFieldShelf({ journal, view: createMemoryView(), dice });
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  for (let number = 1; number <= forms; number += 1) await shelf.finish(sampleForm(number));
  const start = (surroundings = page.surroundings) => {
    const { clock } = page;
    return createOutbox({ shelf, transport: server, clock, dice, surroundings, appVersion: '1' });
  };
  return { server, page, shelf, start };
}

describe('the outbox', () => {
  it('sends what is unsent after a hello, and then rests without timers or requests [O-07]', async () => {
    const { server, page, shelf, start } = await setupPhone(3);

    const outbox = start();
    await settled();

    expect(server.requests).toEqual(['hello', 'push', 'pull']);
    expect(await shelf.safety()).toMatchObject({ unsent: 0, received: 3 });
    expect(outbox.state()).toMatchObject({ activity: 'idle', hindrance: null, revoked: false });
    await page.pass(12 * 3_600_000);
    page.comeOnline();
    await settled();
    expect(page.timers()).toBe(0);
    expect(server.requests).toHaveLength(3);
  });

  it('hears that the server was restored when the phone is taken out, though nothing is unsent [O-07]', async () => {
    const { server, page, shelf, start } = await setupPhone(3);
    start();
    await settled();
    server.restore();

    await page.pass(20 * 60_000);
    page.comeToFront();
    await settled();

    expect(server.requests.slice(3)).toEqual(['hello', 'push', 'pull']);
    for (const { hash } of await shelf.outbox()) expect(server.has(hash)).toBe(true);
  });

  it('sends 250 forms as pages of 100, 100 and 50', async () => {
    const { server, start } = await setupPhone(250);

    start();
    await settled();

    expect(server.batchSizes).toEqual([100, 100, 50]);
  });

  it('wakes when a form is finished, and sends one that is finished meanwhile', async () => {
    const { server, shelf, start } = await setupPhone(1);
    const outbox = start();
    const item = await shelf.finish(sampleForm(2));
    outbox.wake();
    await settled();

    expect(server.has(item.hash)).toBe(true);
    expect((await shelf.safety()).unsent).toBe(0);
  });

  it('keeps a form unsent when the answer was lost, and sends it again to the same row [O-08]', async () => {
    const { server, page, shelf, start } = await setupPhone(1);
    server.queueFaults(['none', 'drop-answer']);
    const outbox = start();
    await settled();
    expect(await shelf.safety()).toMatchObject({ unsent: 1, received: 0 });
    expect(outbox.state()).toMatchObject({ activity: 'waiting', hindrance: { tag: 'offline' } });

    await page.pass(2_000);

    expect(await shelf.outbox()).toMatchObject([{ receipt: { outcome: 'already-stored' } }]);
    expect(server.contradictions()).toBe(0);
  });

  it('stops when the phone itself is refused, and tries when a person asks [O-07]', async () => {
    const { server, page, start } = await setupPhone(1);
    server.queueFaults(['needs-person']);
    const outbox = start();
    await settled();
    await page.pass(86_400_000);
    expect(server.requests).toEqual(['hello']);
    expect(outbox.state().hindrance).toMatchObject({ tag: 'refused', code: 'request.malformed' });

    await outbox.sendNow();

    expect(outbox.state()).toMatchObject({ hindrance: null, safety: { unsent: 0 } });
  });

  it.each(['error-500', 'too-large', 'needs-person'] as const)(
    'delivers all others when one line makes the server answer %s [O-03]',
    async (as) => {
      const { server, page, shelf, start } = await setupPhone(40);
      const [, , , bad] = await shelf.outbox();
      const unsent = async () => (await shelf.unsent(100)).map(({ seq }) => seq);
      server.poison = { holds: bad?.responseId ?? '', as };

      start();
      await settled();
      await page.pass(3 * 3_600_000);

      expect(await unsent()).toEqual([4]);
      server.poison = null;
      await page.pass(3_600_000);
      expect(await unsent()).toEqual([]);
    },
  );

  it('sends again what the restored server may have lost [O-08]', async () => {
    const { server, shelf, start } = await setupPhone(2);
    const outbox = start();
    await settled();
    server.backUp();
    const item = await shelf.finish(sampleForm(3));
    await outbox.sendNow();
    server.restore();
    expect(server.has(item.hash)).toBe(false);

    await outbox.sendNow();

    expect(server.has(item.hash)).toBe(true);
    expect((await shelf.contact())?.incarnation).toBe('inc-2');
  });

  it('sends again what a restore lost, though the new numbers of others are safe by now [O-08]', async () => {
    const { server, shelf, start } = await setupPhone(1);
    const outbox = start();
    await settled();
    server.backUp();
    await outbox.sendNow();
    const item = await shelf.finish(sampleForm(2));
    await outbox.sendNow();
    server.restore();
    const other = { responseId: 'r', revision: 1, hash: 'h', epoch: 'e', seq: 1 };
    const lines = [JSON.stringify(other)];
    await server.push('another phone', { batchId: 'b', deviceId: 'd', sentAt: '', lines });
    server.backUp();

    await outbox.sendNow();

    expect(server.has(item.hash)).toBe(true);
  });

  it('sends again what the server says it lacks, though a receipt is here [O-05]', async () => {
    const { server, shelf, start } = await setupPhone(3);
    const outbox = start();
    await settled();
    const epoch = (await shelf.enrolled())?.epoch ?? '';
    const hello = server.hello.bind(server);
    server.hello = async (...given) => {
      const reply = await hello(...given);
      if (reply.tag !== 'answer') return reply;
      return { ...reply, value: { ...reply.value, missing: [{ epoch, from: 2, to: 3 }] } };
    };

    await outbox.sendNow();

    expect(server.batchSizes).toEqual([3, 2]);
  });

  it('fetches the package when its tag changed, quotes and weakness apart', async () => {
    const { server, shelf, start } = await setupPhone();
    await shelf.savePackage(samplePackage([]), 'W/"p1"');
    server.packageEtag = '"p1"';
    const outbox = start();
    await settled();
    expect(server.requests).not.toContain('package');

    server.packageEtag = '"p2"';
    await outbox.sendNow();

    expect(server.requests.slice(-2)).toEqual(['package', 'pull']);
  });

  it('says that the office has withdrawn the phone, and still delivers', async () => {
    const { server, shelf, start } = await setupPhone(1);
    server.revoked = true;

    const outbox = start();
    await settled();

    expect(outbox.state().revoked).toBe(true);
    expect((await shelf.safety()).unsent).toBe(0);
  });

  it('tells its listeners, until they leave', async () => {
    const { start } = await setupPhone(1);
    const outbox = start();
    const seen: string[] = [];
    const leave = outbox.subscribe((state) => seen.push(state.activity));
    await settled();
    leave();
    const count = seen.length;
    await outbox.sendNow();

    expect(seen[0]).toBe('sending');
    expect(seen.at(-1)).toBe('idle');
    expect(seen).toHaveLength(count);
  });

  it('writes every unsent form to a gzip file of push lines [O-06]', async () => {
    const { server, shelf, start } = await setupPhone(2);
    server.queueFaults(['drop-request']);
    const outbox = start();
    await settled();

    const file = await outbox.exportFile();

    const text = gunzipSync(new Uint8Array(await file.bytes.arrayBuffer())).toString('utf8');
    const [header, manifest, ...lines] = text.trimEnd().split('\n');
    const items = await shelf.outbox();
    expect(JSON.parse(manifest ?? '')).toEqual({
      manifest: 1,
      count: 2,
      ranges: [{ epoch: items[0]?.epoch, from: 1, to: 2 }],
      hashes: items.map(({ hash }) => hash),
    });
    expect(JSON.parse(header ?? '')).toMatchObject({
      protocol: 1,
      deviceId: redeemAnswer.deviceId,
    });
    expect(lines).toEqual((await shelf.outbox()).map((item) => item.line));
    expect(file).toMatchObject({ count: 2, name: 'sipas-000001-20261123-0200-2.ndjson.gz' });
  });

  it('notes what was handed over, which stays unsent until it has a receipt', async () => {
    const { server, shelf, start } = await setupPhone(2);
    server.queueFaults(['drop-request']);
    const outbox = start();
    await settled();
    const { hashes } = await outbox.exportFile();

    await outbox.noteHandedOver(hashes);

    expect((await shelf.outbox()).map(({ handedOverAt }) => handedOverAt)).toEqual([
      '2026-11-23T02:00:00.000Z',
      '2026-11-23T02:00:00.000Z',
    ]);
    expect(outbox.state().safety.unsent).toBe(2);
    await outbox.sendNow();
    expect(outbox.state().safety.unsent).toBe(0);
  });

  it('tries at least every 3 minutes where the phone has not promised to keep what it stores [O-24]', async () => {
    const { server, page, start } = await setupPhone(1);
    server.queueFaults(Array<'drop-request'>(100).fill('drop-request'));
    const surroundings = {
      ...page.surroundings,
      storageFacts: async () => ({ persisted: false, usage: 0, quota: 1_000_000 }),
    };
    start(surroundings);
    await settled();
    await page.pass(3_600_000);
    const before = server.requests.length;

    await page.pass(30 * 60_000);

    // Ten waits of three minutes, each with full jitter: half an hour holds at least ten tries.
    expect(server.requests.length - before).toBeGreaterThanOrEqual(10);
  });

  it('keeps how far the server is ahead with each contact [O-23]', async () => {
    const { shelf, start } = await setupPhone(1);
    start();
    await settled();

    // The page stands at 02:00, the server at 03:00.
    expect(await shelf.contact()).toMatchObject({ clockOffsetMs: 3_600_000 });
    expect(await shelf.finish(sampleForm(2))).toMatchObject({ clockOffsetMs: 3_600_000 });
  });

  it('does nothing more once it is stopped', async () => {
    const { server, page, start } = await setupPhone(1);
    server.queueFaults(['drop-request']);
    const outbox = start();
    await settled();

    outbox.stop();
    await page.pass(86_400_000);
    outbox.wake();
    await settled();

    expect(server.requests).toEqual(['hello']);
  });
});
