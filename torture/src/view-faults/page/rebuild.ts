import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../../../client/test/fakes/field-samples.ts';
import { createMemoryFile } from '../../../../client/test/fakes/memory-file.ts';
import {
  createMemoryView,
  openMemoryJournal,
} from '../../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../../client/test/fakes/seeded-dice.ts';
import { createFieldShelf } from '../../../../client/src/storage/index.ts';
import type { Journal } from '../../../../client/src/storage/journal/journal.ts';
import { createLazyView } from '../../../../client/src/storage/view/lazy-view.ts';

/** How long a phone takes whose database is gone. */
export interface Rebuilt {
  readonly forms: number;
  readonly journalBytes: number;
  /** Until everything that it knows can be shown. */
  readonly readyMs: number;
  /** Until the database is written again too. */
  readonly writtenMs: number;
  /** The least that it takes: every byte read and every record parsed, once. */
  readonly leastMs: number;
}

declare global {
  interface Window {
    setUpRebuild(forms: number): Promise<void>;
    rebuild(): Promise<Rebuilt>;
  }
}

/** Taps of one interview with the household questionnaire. */
const taps = 70;
const file = createMemoryFile();

/** A journal of so many interviews, tap by tap, each form some 6 kB as it travels. */
window.setUpRebuild = async (forms) => {
  const payloads: string[] = [];
  const shelf = await createFieldShelf({
    journal: collecting(payloads),
    view: createMemoryView(),
    dice: createSeededDice(1),
    firstAfterMs: 3_600_000,
  });
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  const timings = Array.from({ length: taps }, (_, tap) => [`c9_${String(tap)}`, [1, 4_200, 0]]);
  for (let number = 1; number <= forms; number += 1) {
    await shelf.startDraft(sampleDraft(number));
    for (let tap = 0; tap < taps; tap += 1)
      await shelf.saveStep(sampleStep(number, `c9_${String(tap)}`, '4'));
    const form = sampleForm(number);
    const answers = { ...form.body.answers, comment: 'Thủ tục nhanh hơn trước. '.repeat(100) };
    const paradata = { questions: Object.fromEntries(timings) as never };
    await shelf.finish({ ...form, body: { ...form.body, answers, paradata } });
  }
  await openMemoryJournal(file, '00112233445566ff').append(payloads);
};

async function readOnce(): Promise<number> {
  const from = performance.now();
  const tail = await openMemoryJournal(file, '00112233445566ff').read(null);
  for (const payload of tail?.payloads ?? []) JSON.parse(payload);
  return Math.round(performance.now() - from);
}

window.rebuild = async () => {
  const leastMs = await readOnce();
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('rebuilt').onsuccess = resolve;
  });
  const from = performance.now();
  const shelf = await createFieldShelf({
    journal: openMemoryJournal(file, '00112233445566ff'),
    view: createLazyView('rebuilt'),
    dice: createSeededDice(1),
  });
  const forms = (await shelf.outbox()).length;
  const readyMs = Math.round(performance.now() - from);
  await shelf.close();
  const writtenMs = Math.round(performance.now() - from);
  return { forms, journalBytes: file.getSize(), readyMs, writtenMs, leastMs };
};

function collecting(payloads: string[]): Journal {
  const position = () => ({ offset: payloads.length, records: payloads.length });
  return {
    kind: 'journal',
    id: '00112233445566ff',
    damaged: false,
    reserve: () => 'none',
    position,
    append: async (some) => {
      payloads.push(...some);
      return position();
    },
    rewrite: async () => false,
    read: async () => ({ recordsBefore: 0, brokenAfter: 0, payloads: [] }),
    close: async () => undefined,
  };
}
