import { describe, expect, it } from 'vitest';
import { createFakeServer } from '../../test/fakes/fake-server.ts';
import { redeemAnswer, sampleForm } from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createVirtualPage, settled } from '../../test/fakes/virtual-page.ts';
import type { Enrolled, OutboxItem } from '../ports/field-shelf.ts';
import type { Transport } from '../ports/transport.ts';
import { createFieldShelf } from '../storage/index.ts';
import { createOutbox } from './create-outbox.ts';
import { pageOfOne } from './senders.ts';

const at = '2026-11-23T01:00:05.000Z';
const next = {
  ...redeemAnswer,
  deviceId: '0192f0c1-0000-7000-8000-000000000009',
  deviceToken: 'token-of-the-next',
} as typeof redeemAnswer;

/** Two forms of the surveyor before, none sent; then, if asked for, one of the next. */
async function setupChangedHands(isTakenOver: boolean) {
  const server = createFakeServer();
  const page = createVirtualPage();
  const dice = createSeededDice(7);
  const journal = openMemoryJournal(createMemoryFile(), '0011223344556677');
  const shelf = await createFieldShelf({ journal, view: createMemoryView(), dice });
  await shelf.enrol(redeemAnswer, at);
  await shelf.finish(sampleForm(1));
  await shelf.finish(sampleForm(2));
  await shelf.leave();
  if (isTakenOver) {
    await shelf.enrol(next, at);
    await shelf.finish(sampleForm(3));
  }
  const asked: string[] = [];
  const sent: { token: string; deviceId: string; made: readonly string[] }[] = [];
  const transport: Transport = {
    ...server,
    hello(token, hello) {
      asked.push(`hello ${token} ${String(hello.unsent)}`);
      return server.hello(token, hello);
    },
    pull(token, cursor) {
      asked.push(`pull ${token}`);
      return server.pull(token, cursor);
    },
    push(token, batch) {
      const made = batch.lines.map((line) => (JSON.parse(line) as { deviceId: string }).deviceId);
      sent.push({ token, deviceId: batch.deviceId, made });
      return server.push(token, batch);
    },
  };
  const { clock, surroundings } = page;
  const start = (way = transport) =>
    createOutbox({ shelf, transport: way, clock, dice, surroundings, appVersion: '1' });
  return { server, page, shelf, transport, start, asked, sent };
}

describe('a phone that changed hands', () => {
  it('sends each form under the enrolment that made it, whoever has the phone [O-25]', async () => {
    const { shelf, start, sent, asked } = await setupChangedHands(true);

    start();
    await settled();

    const before = { token: redeemAnswer.deviceToken, deviceId: redeemAnswer.deviceId };
    const now = { token: next.deviceToken, deviceId: next.deviceId };
    expect(sent).toEqual([
      { ...before, made: [redeemAnswer.deviceId, redeemAnswer.deviceId] },
      { ...now, made: [next.deviceId] },
    ]);
    expect((await shelf.safety()).unsent).toBe(0);
    // Each is told of its own forms alone, and only the present surveyor has an inbox.
    expect(asked).toEqual([
      'hello token-of-the-next 1',
      'hello token-of-the-phone 2',
      'pull token-of-the-next',
    ]);
  });

  it('sends them while nobody has it, and asks for no inbox [O-25]', async () => {
    const { shelf, start, asked, sent } = await setupChangedHands(false);

    start();
    await settled();

    expect(sent).toHaveLength(1);
    expect((await shelf.safety()).unsent).toBe(0);
    expect(asked).toEqual(['hello token-of-the-phone 2']);
  });

  it('tells a restored server of every enrolment that it had, also of those with nothing unsent [O-25]', async () => {
    const { server, start, asked } = await setupChangedHands(true);
    const outbox = start();
    await settled();
    await outbox.sendNow();
    server.backUp();
    await outbox.sendNow();
    server.restore();
    asked.length = 0;

    await outbox.sendNow();

    expect(asked.filter((one) => one.startsWith('hello'))).toEqual([
      'hello token-of-the-next 0',
      'hello token-of-the-phone 0',
    ]);
  });

  it('delivers the forms of now though the office has forgotten whoever came before [O-25]', async () => {
    const { shelf, start, transport, server } = await setupChangedHands(true);
    const problem = { code: 'device.unknown', recovery: 'after-sign-in', detail: '' };

    start({
      ...transport,
      push: (token, batch) =>
        token === redeemAnswer.deviceToken
          ? Promise.resolve({ tag: 'problem', problem: problem as never, retryAfterMs: null })
          : server.push(token, batch),
    });
    await settled();

    const items = await shelf.outbox();
    expect(items.map(({ receipt }) => receipt !== null)).toEqual([false, false, true]);
  });

  it('names an enrolment before that the server knows no more, until it has a token again [O-27]', async () => {
    const { shelf, start, transport, server } = await setupChangedHands(true);
    const problem = { code: 'device.required', recovery: 'needs-person', detail: '' };
    const unlessOld = <T>(token: string, asked: () => Promise<T>) =>
      token === redeemAnswer.deviceToken
        ? Promise.resolve({ tag: 'problem', problem: problem as never, retryAfterMs: null } as T)
        : asked();
    const outbox = start({
      ...transport,
      hello: (token, hello) => unlessOld(token, () => server.hello(token, hello)),
      push: (token, batch) => unlessOld(token, () => server.push(token, batch)),
    });
    await settled();
    expect(outbox.state()).toMatchObject({
      hindrance: null,
      lostBefore: [{ deviceId: redeemAnswer.deviceId, surveyor: redeemAnswer.surveyor.name }],
    });
    expect((await shelf.safety()).unsent).toBe(2);

    await shelf.renew({ ...redeemAnswer, deviceToken: 'token-after-the-restore' });
    await outbox.sendNow();

    expect(outbox.state().lostBefore).toEqual([]);
    expect((await shelf.safety()).unsent).toBe(0);
  });

  it('names who had it last when nobody has it now, and whoever else was lost [O-27]', async () => {
    const { shelf, start, transport, server } = await setupChangedHands(true);
    await shelf.leave();
    const problem = { code: 'device.required', recovery: 'needs-person', detail: '' };
    let knows: readonly string[] = [];
    const asLost = <T>(token: string, asked: () => Promise<T>) =>
      knows.includes(token)
        ? asked()
        : Promise.resolve({ tag: 'problem', problem: problem as never, retryAfterMs: null } as T);
    const outbox = start({
      ...transport,
      hello: (token, hello) => asLost(token, () => server.hello(token, hello)),
      push: (token, batch) => asLost(token, () => server.push(token, batch)),
    });
    await settled();
    const { surveyor } = redeemAnswer;
    expect(outbox.state()).toMatchObject({
      hindrance: { tag: 'refused', code: 'device.required' },
      lastContactAt: null,
      lostBefore: [
        { deviceId: next.deviceId, surveyor: surveyor.name },
        { deviceId: redeemAnswer.deviceId, surveyor: surveyor.name },
      ],
    });

    knows = ['token-after-the-restore'];
    await shelf.renew({ ...next, deviceToken: 'token-after-the-restore' });
    await outbox.sendNow();

    expect(outbox.state().lostBefore).toMatchObject([{ deviceId: redeemAnswer.deviceId }]);
    expect((await shelf.outbox()).map(({ receipt }) => receipt !== null)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('names nobody who had it last and left nothing on it [O-27]', async () => {
    const { shelf, start, transport } = await setupChangedHands(false);
    await shelf.enrol(next, at);
    await shelf.leave();
    const problem = { code: 'device.required', recovery: 'needs-person', detail: '' };

    const outbox = start({
      ...transport,
      hello: () =>
        Promise.resolve({ tag: 'problem', problem: problem as never, retryAfterMs: null }),
    });
    await settled();

    expect(outbox.state().lostBefore).toMatchObject([{ deviceId: redeemAnswer.deviceId }]);
  });

  it('exports a section for each enrolment with something unsent [O-06]', async () => {
    const { start, server, shelf } = await setupChangedHands(true);
    server.queueFaults(['drop-request']);
    const outbox = start();
    await settled();

    const file = await outbox.exportFile();

    const zipped = file.bytes.stream().pipeThrough(new DecompressionStream('gzip'));
    const lines = (await new Response(zipped).text()).trimEnd().split('\n');
    const items = await shelf.outbox();
    const headers = lines
      .filter((line) => line.includes('"batchId"'))
      .map((line) => JSON.parse(line) as { deviceId: string });
    expect(headers.map(({ deviceId }) => deviceId)).toEqual([redeemAnswer.deviceId, next.deviceId]);
    expect([lines[2], lines[3], lines[6]]).toEqual(items.map(({ line }) => line));
    expect(lines.filter((line) => line.includes('"manifest"'))).toHaveLength(2);
    expect(file.hashes).toEqual(items.map(({ hash }) => hash));
  });
});

describe('a page of one maker', () => {
  const made = (deviceId: string, hash: string) => ({ deviceId, hash, line: '' }) as OutboxItem;
  const by = (deviceId: string) => ({ deviceId, deviceToken: deviceId }) as Enrolled;
  const senders = { speaker: by('now'), others: [by('before')], isCurrent: true };
  const page = [made('before', '1'), made('now', '2'), made('before', '3'), made('unknown', '4')];

  it.each([
    [page, 'before', ['1', '3']],
    [page.toReversed(), 'now', ['4', '2']],
    [[], 'now', []],
  ] as const)('follows the most urgent form [O-25]', (given, sender, hashes) => {
    const chosen = pageOfOne(given, senders);

    expect(chosen.sender.deviceId).toBe(sender);
    expect(chosen.page.map(({ hash }) => hash)).toEqual(hashes);
  });

  it('takes all, unread, while the phone has had one surveyor [O-25]', () => {
    const alone = { ...senders, others: [] };

    expect(pageOfOne(page, alone)).toEqual({ page, sender: by('now') });
  });
});
