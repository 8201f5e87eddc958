import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../../client/test/fakes/field-samples.ts';
import {
  type DiskFault,
  type MemoryDisk,
  createMemoryDisk,
  openDiskJournal,
} from '../../../client/test/fakes/memory-disk.ts';
import { type MemoryView, createMemoryView } from '../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../client/test/fakes/seeded-dice.ts';
import type { Draft, FieldShelf, OutboxItem } from '../../../client/src/ports/field-shelf.ts';
import { createFieldShelf } from '../../../client/src/storage/index.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

/** What happens at the point of a run. */
interface Variant {
  readonly how: DiskFault['how'];
  readonly lasts: DiskFault['lasts'];
  readonly leaving: number;
  readonly unflushed: 'kept' | 'lost' | 'torn';
  readonly keepsView: boolean;
}

const faults = [
  { how: 'throws', lasts: 'once', leaving: 1 },
  { how: 'throws', lasts: 'once', leaving: 0 },
  { how: 'throws', lasts: 2, leaving: 1 },
  { how: 'throws', lasts: 'for-good', leaving: 1 },
  { how: 'short', lasts: 'once', leaving: 0.5 },
  { how: 'short', lasts: 'for-good', leaving: 0.5 },
  { how: 'dies', lasts: 'for-good', leaving: 0.5 },
  { how: 'dies', lasts: 'for-good', leaving: 1 },
] as const;
const variants: readonly Variant[] = (['kept', 'lost', 'torn'] as const).flatMap((unflushed) =>
  [false, true].flatMap((keepsView) => faults.map((fault) => ({ ...fault, unflushed, keepsView }))),
);

const at = '2026-11-23T01:00:05.000Z';
const receivedAt = '2026-11-23T03:00:00.000Z';
const safeReceipt = 1;
const contact = {
  at,
  serverTime: '2026-12-07T03:00:00.000Z',
  incarnation: 'inc-1',
  safeReceipt,
  packageEtag: null,
  lastReceipt: 2,
  pullCursor: null,
};

/** What the phone said, kept outside of it. */
interface Heard {
  readonly answers: Map<string, Set<string>>;
  readonly forms: Map<string, OutboxItem>;
  readonly begun: Set<string>;
  readonly receipts: Map<string, number>;
  refused: number;
}

/** One phone through its life: every call is tried once more when it fails, as a surveyor would. */
async function live(disk: MemoryDisk, view: MemoryView, heard: Heard): Promise<void> {
  const open = async (leastDeadBytes: number) =>
    createFieldShelf({
      journal: await openDiskJournal(disk, '00112233445566ff', true),
      view,
      dice: createSeededDice(3),
      leastDeadBytes,
    });
  const tried = async <T>(act: () => Promise<T>): Promise<{ readonly value: T } | null> => {
    for (const isLast of [false, true])
      try {
        return { value: await act() };
      } catch {
        if (isLast) heard.refused += 1;
      }
    return null;
  };
  const restarted = async (leastDeadBytes: number): Promise<FieldShelf | null> => {
    disk.restart('kept', false);
    return (
      (
        await tried(() => {
          disk.restart('kept', false);
          return open(leastDeadBytes);
        })
      )?.value ?? null
    );
  };
  const step = async (shelf: FieldShelf, number: number, question: string) => {
    const { responseId } = sampleDraft(number);
    if (await tried(() => shelf.saveStep(sampleStep(number, question, '1'))))
      heard.answers.get(responseId)?.add(question);
  };
  const begin = async (shelf: FieldShelf, number: number) => {
    const draft = sampleDraft(number);
    if (await tried(() => shelf.startDraft(draft))) heard.answers.set(draft.responseId, new Set());
    for (const question of ['sex', 'c1_1', 'c1_2']) await step(shelf, number, question);
  };
  const finish = async (shelf: FieldShelf, number: number) => {
    heard.begun.add(sampleForm(number).responseId);
    const done = await tried(() => shelf.finish(sampleForm(number)));
    if (done) heard.forms.set(done.value.hash, done.value);
  };

  const first = await restarted(Number.POSITIVE_INFINITY);
  if (first === null) return;
  await tried(() => first.enrol(redeemAnswer, at));
  for (const number of [1, 2]) {
    await begin(first, number);
    await finish(first, number);
  }
  for (const [index, { hash }] of (await first.outbox()).entries()) {
    const receipt = { line: 1, hash, outcome: 'stored', receipt: index + 1, receivedAt } as never;
    if (await tried(() => first.saveReceipts([receipt], 'inc-1')))
      heard.receipts.set(hash, index + 1);
  }
  await tried(() => first.saveContact(contact));
  await begin(first, 3);
  await first.close();

  const second = await restarted(1);
  if (second === null) return;
  await step(second, 3, 'c9_01');
  disk.setQuota(disk.usedBytes() + 200);
  await step(second, 3, 'c9_02');
  await step(second, 3, 'c9_03');
  await finish(second, 3);
  disk.setQuota(Number.POSITIVE_INFINITY);
  await begin(second, 4);
  await second.close();
}

/** The phone is started again, without a fault. What it said must be so. */
async function judge(disk: MemoryDisk, view: MemoryView, heard: Heard): Promise<string[]> {
  const shelf = await createFieldShelf({
    journal: await openDiskJournal(disk, 'ffffffffffffffff'),
    view,
    dice: createSeededDice(5),
  });
  const items = await shelf.outbox();
  const drafts = await shelf.drafts();
  const next = (await shelf.enrolled()) === null ? [] : [await shelf.finish(sampleForm(99))];
  await shelf.close();
  return [
    ...judgeForms(items, heard),
    ...judgeAnswers(items, drafts, heard),
    ...judgeNumbers([...heard.forms.values(), ...items, ...next]),
  ];
}

function judgeForms(items: readonly OutboxItem[], { forms, begun, receipts }: Heard): string[] {
  const byHash = new Map(items.map((item) => [item.hash, item]));
  const wrong = [...forms].flatMap(([hash, { seq, line }]) => {
    const item = byHash.get(hash);
    if (item === undefined) return [`lost: form ${String(seq)}`];
    const number = receipts.get(hash);
    const mayBeGone = number !== undefined && number <= safeReceipt;
    const isThere = item.line === line || (item.line === null && mayBeGone);
    const isReceived = number === undefined || item.receipt?.receipt === number;
    return [
      ...(isThere ? [] : [`lost: the line of form ${String(seq)}`]),
      ...(isReceived ? [] : [`lost: the receipt of form ${String(seq)}`]),
    ];
  });
  const phantoms = items.filter(({ responseId }) => !begun.has(responseId));
  return [...wrong, ...phantoms.map(({ seq }) => `phantom: form ${String(seq)}`)];
}

function judgeAnswers(
  items: readonly OutboxItem[],
  drafts: readonly Draft[],
  { answers }: Heard,
): string[] {
  const ended = new Set(items.map(({ responseId }) => responseId));
  return [...answers].flatMap(([responseId, questions]) => {
    if (ended.has(responseId)) return [];
    const known = drafts.find((draft) => draft.responseId === responseId)?.answers ?? {};
    return [...questions]
      .filter((question) => !(question in known))
      .map((question) => `lost: answer ${question} of ${responseId}`);
  });
}

function judgeNumbers(items: readonly OutboxItem[]): string[] {
  const used = new Map<string, string>();
  return items.flatMap(({ epoch, seq, hash }) => {
    const place = `${epoch} ${String(seq)}`;
    const isTwice = (used.get(place) ?? hash) !== hash;
    used.set(place, hash);
    return isTwice ? [`number ${String(seq)} used twice`] : [];
  });
}

async function runOnce(point: number | null, variant: Variant | null) {
  const disk = createMemoryDisk();
  const view = createMemoryView();
  const heard: Heard = {
    answers: new Map(),
    forms: new Map(),
    begun: new Set(),
    receipts: new Map(),
    refused: 0,
  };
  disk.fail(point === null || variant === null ? null : { at: point, ...variant });
  await live(disk, view, heard);
  const operations = disk.operations();
  disk.setQuota(Number.POSITIVE_INFINITY);
  disk.restart(variant?.unflushed ?? 'kept');
  const isCompacted = (disk.content('second')?.length ?? 0) > 0;
  const wrong = await judge(disk, variant?.keepsView ? view : createMemoryView(), heard);
  return { operations, isCompacted, refused: heard.refused, wrong };
}

/** Every operation of the life, in every variant, where the budget allows; else evenly chosen ones. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const violations: string[] = [];
  const plain = await runOnce(null, null);
  violations.push(...plain.wrong.map((fault) => `without a fault: ${fault}`));
  if (plain.refused > 0) violations.push('without a fault: something was refused');
  if (!plain.isCompacted) violations.push('without a fault: the journal was not written anew');

  const total = plain.operations * variants.length;
  const every = Math.max(1, Math.floor(total / budget));
  let done = 0;
  let refused = 0;
  for (let place = seed % every; place < total; place += every) {
    if (plant !== null && violations.length > 0) break;
    const point = place % plain.operations;
    const variant = variants[Math.floor(place / plain.operations)] as Variant;
    const found = await runOnce(point, variant);
    const what = `operation ${String(point)} ${variant.how} (${String(variant.lasts)})`;
    violations.push(...found.wrong.map((fault) => `${what}: ${fault}`));
    refused += found.refused > 0 ? 1 : 0;
    done += 1;
    if (done % 500 === 0) tell(`${String(done)} runs`);
  }
  return {
    done,
    violations,
    figures: { operations: plain.operations, points: total, runsThatRefused: refused },
  };
}
