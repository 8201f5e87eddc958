import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Uuid7 } from '@sipas/shared/kernel';
import type { ImportAnswer } from '@sipas/shared/wire';
import { storeFileName } from '../../../server/src/storage-sqlite/index.ts';
import {
  type OpenCopy,
  type StoreMould,
  mouldStore,
} from '../../../server/test/world/copied-store.ts';
import type { TestPhone } from '../../../server/test/world/phone.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';
import { createDie } from '../schedule.ts';
import { type Carried, type Kind, carry, isFile, kinds, send, wholeLines } from './bodies.ts';

/** So many cuts and flips go to one store; then it is judged, and the next begins. */
const casesOfStore = 400;
/** Longer than any body: where a bit is turned over is taken modulo its length. */
const longestBody = 100_000;
/** More tell nothing new. */
const manyViolations = 20;

/** What is done to one body: cut at a byte, or one bit turned over. */
type Damage =
  | { readonly kind: Kind; readonly cutAt: number }
  | { readonly kind: Kind; readonly flipAt: number; readonly bit: number };

interface Standing {
  readonly copy: OpenCopy;
  readonly phones: readonly [TestPhone, TestPhone];
  /** Every form that was written for this store, by its hash. */
  readonly written: Map<string, string>;
  readonly violations: string[];
}

export async function run({ budget, seed, tell }: HarnessGiven): Promise<HarnessReport> {
  const die = createDie(seed);
  const mould = await mouldStore(2, () => uuidOf(die));
  const phones = phonesOf(mould);
  const damages = [...chooseCuts(phones, budget)];
  const cuts = damages.length;
  while (damages.length < budget) damages.push(chooseFlip(die));
  const violations: string[] = [];
  const figures = { cuts, flips: budget - cuts, taken: 0, refused: 0 };
  try {
    for (let from = 0; from < budget && violations.length <= manyViolations; from += casesOfStore) {
      const copy = await mould.open();
      const standing: Standing = { copy, phones, written: new Map(), violations };
      const chosen = damages.slice(from, from + casesOfStore);
      const taken = await tryDamages(standing, chosen);
      await copy.leave();
      figures.taken += taken;
      figures.refused += chosen.length - taken;
      tell(`${String(Math.min(from + casesOfStore, budget))} of ${String(budget)}`);
    }
  } finally {
    mould.remove();
  }
  return { done: figures.taken + figures.refused, violations, figures };
}

/** Answers: how many of the damaged bodies were taken, wholly or in part? */
async function tryDamages(standing: Standing, damages: readonly Damage[]): Promise<number> {
  let taken = 0;
  for (const damage of damages) if (await tryDamage(standing, damage)) taken += 1;
  await judgeStore(standing);
  return taken;
}

function phonesOf({ phones: [one, other] }: StoreMould): readonly [TestPhone, TestPhone] {
  if (!one || !other) throw new Error('there are two phones');
  return [one, other];
}

/** One of version 7, as the die falls. */
function uuidOf(die: () => number): Uuid7 {
  const hex = Array.from({ length: 4 }, () => die().toString(16).padStart(8, '0')).join('');
  return `019ab0d4-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}` as Uuid7;
}

/** Cuts at every byte of each kind; where the budget is less, evenly spaced, in half of it. */
function* chooseCuts(phones: Standing['phones'], budget: number): Generator<Damage> {
  for (const kind of kinds) {
    const { length } = carry(kind, ...phones).bytes;
    const count = Math.min(length, Math.floor(budget / 2 / kinds.length));
    for (let cut = 0; cut < count; cut++) yield { kind, cutAt: Math.floor((cut * length) / count) };
  }
}

function chooseFlip(die: () => number): Damage {
  const kind = kinds[die() % kinds.length] ?? 'push';
  return { kind, flipAt: die() % longestBody, bit: die() % 8 };
}

/** Sends a damaged body, then the whole one; answers whether the damaged one was taken. */
async function tryDamage(standing: Standing, damage: Damage): Promise<boolean> {
  const { copy, phones, written, violations } = standing;
  const carried = carry(damage.kind, ...phones);
  for (const line of carried.lines) written.set(hashOf(line), line);
  const note = (what: string) => violations.push(`${what}: ${JSON.stringify(damage)}`);

  const response = await send(copy, damage.kind, damaged(carried, damage), phones[0]);
  if (response.status >= 500) note(`answered with ${String(response.status)}`);
  const isTaken = response.status === 200;
  const answer = isTaken ? ((await response.json()) as ImportAnswer) : null;
  if (answer) judgeClaims(standing, answer, damage.kind, note);
  if ('cutAt' in damage && isFile(damage.kind)) judgeCut(carried, damage.cutAt, answer, note);

  const whole = await send(copy, damage.kind, carried.bytes, phones[0]);
  const { receipts } = (await whole.json()) as Partial<ImportAnswer>;
  const received = receipts?.filter(({ outcome }) => /^(stored|already-stored)$/.test(outcome));
  if (received?.map(({ hash }) => hash).join() !== carried.lines.map(hashOf).join())
    note('the whole body did not complete everything');
  return isTaken;
}

function damaged({ bytes }: Carried, damage: Damage): Buffer {
  if ('cutAt' in damage) return bytes.subarray(0, damage.cutAt);
  const copy = Buffer.from(bytes);
  const at = damage.flipAt % copy.length;
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << damage.bit), at);
  return copy;
}

const hashOf = (line: string): string => (JSON.parse(line) as { hash: string }).hash;

/** Whatever a receipt says of a hash must be true of the very bytes that were written under it. */
function judgeClaims(
  { copy, written }: Standing,
  { receipts }: ImportAnswer,
  kind: Kind,
  note: (what: string) => void,
): void {
  const held = heldBy(
    copy,
    receipts.map(({ receipt }) => receipt),
  );
  for (const { hash, outcome, receipt } of receipts) {
    // The answer to a push belongs to its lines by number; the phone has no file to look a hash up in.
    const claims = outcome !== 'quarantined' || isFile(kind);
    if (!claims || hash === undefined) continue;
    if (held.get(receipt) !== written.get(hash)) note(`a false receipt, ${outcome}, for ${hash}`);
  }
}

/** A cut file brings in each form that it holds whole, and leaves no row of the one in which it ends. */
function judgeCut(
  carried: Carried,
  cutAt: number,
  answer: ImportAnswer | null,
  note: (what: string) => void,
): void {
  const expected = wholeLines(carried, cutAt).map(hashOf);
  const receipts = answer?.receipts ?? [];
  if (receipts.map(({ hash }) => hash).join() !== expected.join())
    note(`${String(receipts.length)} receipts for ${String(expected.length)} whole lines`);
}

/** Read past the product: the lines as they lie in the file, by receipt. */
function heldBy({ dataDir }: OpenCopy, receipts: readonly number[]): Map<number, string> {
  const connection = new BetterSqlite3(join(dataDir, storeFileName), { readonly: true });
  try {
    const rows = connection
      .prepare(
        `select receipt, line from envelopes where receipt in (${receipts.map(() => '?').join()})`,
      )
      .all(...receipts) as { readonly receipt: number; readonly line: Buffer }[];
    return new Map(rows.map(({ receipt, line }) => [receipt, line.toString('utf8')]));
  } finally {
    connection.close();
  }
}

/** At the end: what counts is exactly what was written, each once and byte for byte, and the counts add up. */
async function judgeStore({ copy, written, violations }: Standing): Promise<void> {
  const { differences } = await copy.storage.keeper.verify();
  violations.push(...differences.map((difference) => `counts: ${JSON.stringify(difference)}`));
  const connection = new BetterSqlite3(join(copy.dataDir, storeFileName), { readonly: true });
  const rows = connection
    .prepare(`select content_hash as hash, line from envelopes where outcome = 'stored'`)
    .all() as { readonly hash: string; readonly line: Buffer }[];
  connection.close();
  for (const { hash, line } of rows)
    if (written.get(hash) !== line.toString('utf8'))
      violations.push(`stored is what nobody wrote: ${hash}`);
  const stored = new Set(rows.map(({ hash }) => hash));
  for (const hash of written.keys())
    if (!stored.has(hash)) violations.push(`not stored in the end: ${hash}`);
  if (stored.size !== rows.length) violations.push('one form is stored twice');
}
