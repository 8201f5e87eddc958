import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fault, createFakeServer } from '../../test/fakes/fake-server.ts';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createVirtualPage, settled } from '../../test/fakes/virtual-page.ts';
import type { FieldShelf } from '../ports/field-shelf.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { Transport } from '../ports/transport.ts';
import { createFieldShelf } from '../storage/index.ts';
import { createOutbox } from './create-outbox.ts';

/** One thing that happens to a phone and its server. */
type Happening =
  | { readonly tag: 'finish' }
  | { readonly tag: 'faults'; readonly faults: readonly Fault[] }
  | { readonly tag: 'pass'; readonly ms: number }
  | { readonly tag: 'online' }
  | { readonly tag: 'front' }
  | { readonly tag: 'send-now' }
  | { readonly tag: 'kill'; readonly loseView: boolean }
  | { readonly tag: 'die-in-write'; readonly after: number; readonly leaving: number }
  | { readonly tag: 'lose-journal' }
  | { readonly tag: 'back-up' }
  | { readonly tag: 'restore' };

const faultKinds: readonly Fault[] = [
  'none',
  'drop-request',
  'drop-answer',
  'repeat',
  'late-copy',
  'portal',
  'error-500',
  'busy',
  'needs-person',
  'dies-before',
  'dies-after',
];

const tagged = <T extends string>(tag: T) => fc.constant({ tag } as const);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: tagged('finish') },
  {
    weight: 6,
    arbitrary: fc.record({
      tag: fc.constant('faults' as const),
      faults: fc.array(fc.constantFrom(...faultKinds), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      tag: fc.constant('pass' as const),
      ms: fc.constantFrom(500, 5_000, 60_000, 3_600_000),
    }),
  },
  { weight: 2, arbitrary: tagged('online') },
  { weight: 2, arbitrary: tagged('front') },
  { weight: 3, arbitrary: tagged('send-now') },
  {
    weight: 3,
    arbitrary: fc.record({ tag: fc.constant('kill' as const), loseView: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      tag: fc.constant('die-in-write' as const),
      after: fc.nat(4),
      leaving: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: tagged('lose-journal') },
  { weight: 2, arbitrary: tagged('back-up') },
  { weight: 1, arbitrary: tagged('restore') },
);

/** A phone that lives through happenings, and the judge who remembers what it showed as finished. */
async function setupWorld(seed: number, throughTransport: (server: Transport) => Transport) {
  const server = createFakeServer();
  const page = createVirtualPage();
  const file = createMemoryFile();
  const view = createMemoryView();
  const dice = createSeededDice(seed);
  const shownAsFinished = new Map<string, string>();
  let shelf: FieldShelf;
  let outbox: Outbox;
  let forms = 0;

  async function start(): Promise<void> {
    file.revive();
    server.revive();
    shelf = await createFieldShelf({ journal: openMemoryJournal(file, dice.hex(8)), view, dice });
    if ((await shelf.enrolled()) === null)
      await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
    outbox = createOutbox({
      shelf,
      transport: throughTransport(server),
      clock: page.clock,
      dice,
      surroundings: page.surroundings,
      appVersion: '1',
    });
    await settled();
  }

  async function restart(): Promise<void> {
    outbox.stop();
    await start();
  }

  async function finish(): Promise<void> {
    forms += 1;
    try {
      await shelf.startDraft(sampleDraft(forms));
      await shelf.saveStep(sampleStep(forms, 'sex', '1'));
      const item = await shelf.finish(sampleForm(forms));
      shownAsFinished.set(item.responseId, item.hash);
      outbox.wake();
      await settled();
    } catch {
      // The phone died in the write: nothing was shown as finished.
      await restart();
    }
  }

  async function live(event: Happening): Promise<void> {
    if (event.tag === 'finish') await finish();
    else if (event.tag === 'faults') server.queueFaults(event.faults);
    else if (event.tag === 'pass') await page.pass(event.ms);
    else if (event.tag === 'online') page.comeOnline();
    else if (event.tag === 'front') page.comeToFront();
    else if (event.tag === 'send-now') void outbox.sendNow();
    else if (event.tag === 'die-in-write') file.dieAfterWrites(event.after, event.leaving);
    else if (event.tag === 'back-up') server.backUp();
    else if (event.tag === 'restore') server.restore();
    else {
      // A kill may leave a write that never ended; the memory dies with the page.
      if (event.tag === 'kill' && event.loseView) view.content = null;
      if (event.tag === 'lose-journal') file.setBytes(new Uint8Array());
      await restart();
    }
    await settled();
    if (server.died()) await restart();
  }

  /** Nothing lost, nothing twice, no receipt that the server did not give. */
  async function judge(): Promise<void> {
    const items = await shelf.outbox();
    const held = new Set(items.map((item) => item.hash));
    for (const hash of shownAsFinished.values()) expect(held).toContain(hash);
    expect(new Set(items.map((item) => `${item.responseId} ${item.revision}`)).size).toBe(
      items.length,
    );
    expect(server.contradictions()).toBe(0);
    for (const item of items)
      if (item.receipt !== null && item.incarnation === server.incarnation())
        expect(server.has(item.hash)).toBe(true);
  }

  /** The faults stop: after a few rounds the server has everything, and the phone knows it. */
  async function calmDown(): Promise<void> {
    server.queueFaults([]);
    await restart();
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await outbox.sendNow();
      await page.pass(1_800_000);
    }
    await judge();
    for (const hash of shownAsFinished.values()) expect(server.has(hash)).toBe(true);
    expect((await shelf.safety()).unsent).toBe(0);
    expect(outbox.state()).toMatchObject({ activity: 'idle', hindrance: null });
  }

  await start();
  return { live, judge, calmDown };
}

async function liveThrough(
  happenings: readonly Happening[],
  seed: number,
  throughTransport: (server: Transport) => Transport = (server) => server,
): Promise<void> {
  const world = await setupWorld(seed, throughTransport);
  for (const event of happenings) {
    await world.live(event);
    await world.judge();
  }
  await world.calmDown();
}

describe('a phone and a server under any schedule of faults', () => {
  it('lose nothing, store nothing twice, and show "received" only by a receipt [O-08]', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 40, size: 'max' }),
        fc.nat(),
        (happenings, seed) => liveThrough(happenings, seed),
      ),
      { numRuns: 300 },
    );
  }, 120_000);

  it('would be caught if a phone took no answer for a receipt (control of the judge)', async () => {
    const trusting = (server: Transport): Transport => ({
      ...server,
      async push(token, batch) {
        const reply = await server.push(token, batch);
        if (reply.tag === 'answer') return reply;
        const receipts = batch.lines.map((line, index) => ({
          line: index + 1,
          hash: (JSON.parse(line) as { hash: string }).hash,
          outcome: 'stored',
          receipt: 1,
          receivedAt: '2026-11-23T03:00:00.000Z',
        }));
        const value = {
          protocol: 1,
          batchId: batch.batchId,
          incarnation: 'inc-1',
          safeReceipt: 0,
          receipts,
        };
        return { tag: 'answer', value: { ...value, serverTime: receipts[0]?.receivedAt } as never };
      },
    });
    const schedule: Happening[] = [
      { tag: 'faults', faults: ['none', 'drop-request'] },
      { tag: 'finish' },
    ];

    await expect(liveThrough(schedule, 1, trusting)).rejects.toThrow();
    await liveThrough(schedule, 1);
  });
});
