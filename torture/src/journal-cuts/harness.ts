import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  samplePackage,
  sampleStep,
  sampleVersion,
} from '../../../client/test/fakes/field-samples.ts';
import { createMemoryDisk, openDiskJournal } from '../../../client/test/fakes/memory-disk.ts';
import { createMemoryView } from '../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../client/test/fakes/seeded-dice.ts';
import { createFieldShelf } from '../../../client/src/storage/index.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

type FileName = 'first' | 'second';

/** A journal as it lies on the phone, with all that was ever written to it. */
interface Written {
  readonly name: FileName;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly payloads: readonly string[];
  /** Where each record ends. */
  readonly ends: readonly number[];
  /** Up to here it was rewritten: less than that is known to be too little. */
  readonly leastBytes: number;
  /** Hash by epoch and number of every form in it. */
  readonly places: ReadonlyMap<string, string>;
}

const interviews = 3;
const steps = 12;
const at = '2026-11-23T01:00:05.000Z';
const headBytes = { first: 24, second: 36 };
const emptyFile = (name: FileName) => (name === 'first' ? null : givenUp);
/** The first file once the journal lies in the second: it is taken from a phone that rewrote its journal. */
let givenUp: Uint8Array | null = null;

/** Several interviews, finished and open, in a journal that was never rewritten or that was. */
async function writeJournal(isRewritten: boolean): Promise<Written> {
  const disk = createMemoryDisk();
  const view = createMemoryView();
  const open = async (leastDeadBytes: number) =>
    createFieldShelf({
      journal: await openDiskJournal(disk, '00112233445566ff'),
      view,
      dice: createSeededDice(1),
      leastDeadBytes,
    });
  let shelf = await open(Number.POSITIVE_INFINITY);
  await shelf.enrol(redeemAnswer, at);
  await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');
  for (let number = 1; number <= interviews; number += 1) {
    await shelf.startDraft(sampleDraft(number));
    for (let step = 0; step < steps; step += 1)
      await shelf.saveStep(sampleStep(number, `c9_${String(step)}`, '4'));
    await shelf.finish(sampleForm(number));
  }
  await shelf.startDraft(sampleDraft(interviews + 1));
  await shelf.close();
  if (isRewritten) {
    disk.restart('kept');
    shelf = await open(1);
    await shelf.close();
    givenUp = disk.content('first');
  }
  disk.restart('kept');
  const name = isRewritten ? 'second' : 'first';
  const atRewriting = disk.content(name)?.length ?? 0;
  shelf = await open(Number.POSITIVE_INFINITY);
  await shelf.saveStep(sampleStep(interviews + 1, 'sex', '2'));
  await shelf.finish(sampleForm(interviews + 2));
  const places = new Map(
    (await shelf.outbox()).map(({ epoch, seq, hash }) => [`${epoch} ${String(seq)}`, hash]),
  );
  await shelf.close();
  disk.restart('kept');
  const journal = await openDiskJournal(disk, 'ffffffffffffffff');
  const payloads = (await journal.read(null))?.payloads ?? [];
  let end = headBytes[name];
  const ends = payloads.map((payload) => (end += 8 + new TextEncoder().encode(payload).length));
  const bytes = disk.content(name) ?? new Uint8Array();
  if (ends.at(-1) !== bytes.length) throw new Error('the records do not fill the journal');
  const leastBytes = isRewritten ? atRewriting : 0;
  return { name, bytes, payloads, ends, leastBytes, places };
}

/** What a phone without a view finds in this file; and the number that its next form gets. */
async function findIn(written: Written, bytes: Uint8Array) {
  const disk = createMemoryDisk();
  disk.setContent('first', emptyFile(written.name));
  disk.setContent(written.name, bytes);
  const journal = await openDiskJournal(disk, 'ffffffffffffffff');
  const payloads = (await journal.read(null))?.payloads ?? [];
  const shelf = await createFieldShelf({
    journal,
    view: createMemoryView(),
    dice: createSeededDice(77),
  });
  const isEnrolled = (await shelf.enrolled()) !== null;
  const next = isEnrolled ? await shelf.finish(sampleForm(99)) : null;
  await shelf.close();
  return { payloads, damaged: journal.damaged, next };
}

type Found = Awaited<ReturnType<typeof findIn>>;

/** Records that are there must be those written, in their order. */
function judgeRecords(what: string, { payloads }: Found, { payloads: written }: Written): string[] {
  let place = 0;
  for (const payload of payloads) {
    place = written.indexOf(payload, place) + 1;
    if (place === 0) return [`${what}: phantom: ${payload.slice(0, 80)}`];
  }
  return [];
}

/** No number may be given twice, unless damage leaves no trace at all. */
function judgeNumber(what: string, { next }: Found, { places }: Written): string[] {
  if (next === null) return [];
  const known = places.get(`${next.epoch} ${String(next.seq)}`);
  return known === undefined || known === next.hash
    ? []
    : [`${what}: number ${String(next.seq)} given twice`];
}

async function judgeCut(written: Written, length: number): Promise<string[]> {
  const what = `${written.name} cut at ${String(length)}`;
  const found = await findIn(written, written.bytes.subarray(0, length));
  const whole = written.ends.filter((end) => end <= length).length;
  // Cut exactly between two records it looks whole, unless it was longer when it was rewritten (decisions 20 and 21).
  const isSeen = !written.ends.includes(length) || length < written.leastBytes;
  const isNothing = length <= headBytes[written.name];
  return [
    ...judgeRecords(what, found, written),
    ...(found.payloads.length === whole
      ? []
      : [`${what}: ${String(found.payloads.length)} records of ${String(whole)}`]),
    ...(isSeen && !isNothing && !found.damaged ? [`${what}: not seen`] : []),
    ...(isSeen ? judgeNumber(what, found, written) : []),
  ];
}

async function judgeFlip(written: Written, bit: number): Promise<string[]> {
  const what = `${written.name} bit ${String(bit)} flipped`;
  const bytes = written.bytes.slice();
  bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  const found = await findIn(written, bytes);
  const lost = written.payloads.length - found.payloads.length;
  return [
    ...judgeRecords(what, found, written),
    ...(lost > 1 ? [`${what}: ${String(lost)} records lost`] : []),
    ...(found.damaged ? [] : [`${what}: not seen`]),
    ...judgeNumber(what, found, written),
  ];
}

/** Cuts at every byte where the budget allows, else evenly; the rest of the budget are flips at random places. */
export async function run({ budget, seed, plant, tell }: HarnessGiven): Promise<HarnessReport> {
  const journals = [await writeJournal(false), await writeJournal(true)];
  const dice = createSeededDice(seed);
  const violations: string[] = [];
  const bytes = journals.reduce((sum, { bytes: { length } }) => sum + length, 0);
  const every = Math.max(1, Math.ceil(bytes / (budget / 2)));
  let cuts = 0;
  for (const written of journals)
    for (let length = 0; length < written.bytes.length; length += every) {
      violations.push(...(await judgeCut(written, length)));
      cuts += 1;
      if (cuts % 5_000 === 0) tell(`${String(cuts)} cuts`);
    }
  let flips = 0;
  for (; cuts + flips < budget; flips += 1) {
    if (plant !== null && violations.length > 0) break;
    const written = journals[flips % 2] as Written;
    const bit = Math.floor(dice.share() * written.bytes.length * 8);
    violations.push(...(await judgeFlip(written, bit)));
  }
  return { done: cuts + flips, violations, figures: { bytes, cuts, flips } };
}
