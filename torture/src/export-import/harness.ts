import Database from 'better-sqlite3';
import { join } from 'node:path';
import { enrolPhone, origin, setupWorld } from '../../../server/test/world/setup-world.ts';
import type { World } from '../../../server/test/world/setup-world.ts';
import type { OutboxItem } from '../../../client/src/ports/field-shelf.ts';
import type { Harness } from '../harness.ts';
import { type HeldLine, type HistoryEvent, judgeHistory } from '../history.ts';
import { type RandomPhone, closeOpenDrafts, makePhone } from './random-phone.ts';
import { readFile } from './read-file.ts';

const tellEvery = 1_000;

/**
 * One store on the disk; for each seed another phone: its forms and its drafts go to a file by the product's export, from
 * there through the product's import route, and the receipts file back to the phone. One trip alone is run again by
 * `--harness export-import --budget 1 --seed N`.
 */
export const run: Harness['run'] = async ({ budget, seed, tell }) => {
  const world = await setupWorld();
  const office = await openOffice(world);
  const violations: string[] = [];
  let [done, forms, partials] = [0, 0, 0];
  try {
    while (done < budget && violations.length === 0) {
      const trip = await makeTrip(office, seed + done);
      violations.push(...trip.violations.map((what) => `seed ${String(seed + done)}: ${what}`));
      forms += trip.forms;
      partials += trip.partials;
      done += 1;
      if (done % tellEvery === 0) tell(`${String(done)} round trips, ${String(forms)} forms`);
    }
  } finally {
    office.close();
    await world.leave();
  }
  return { done, violations, figures: { forms, 'from drafts': partials } };
};

interface Office {
  readonly waveId: string;
  redeem(): Promise<{ deviceId: string; token: string }>;
  importFile(file: Uint8Array<ArrayBuffer>): Promise<Response>;
  push(token: string, body: string): Promise<Response>;
  /** Every line of this phone, as it lies on the disk. */
  heldOf(deviceId: string): HeldLine[];
  /** What the office gives back: receipts of other phones stand before this one's. */
  receiptsFile(said: Answer): Answer;
  close(): void;
}

async function openOffice(world: World): Promise<Office> {
  const surveyor = await world.addPerson('mot', 'surveyor', ['86']);
  const cookie = await world.signIn(await world.addPerson('buudien', 'office', ['86']));
  const disk = new Database(join(world.dataDir, 'sipas.sqlite'), { readonly: true });
  const rows = disk.prepare(
    `select content_hash hash, outcome, device_id phone, epoch, seq, response_id responseId, revision,
     cast(line as text) line from envelopes where device_id = ?`,
  );
  let others: Answer['receipts'] = [];
  return {
    waveId: world.waveId,
    redeem: () => enrolPhone(world.storage, surveyor, '2026-11-23T01:00:00.000Z'),
    importFile: (body) =>
      world.ask('/api/v1/sync/import', {
        method: 'POST',
        body,
        headers: { cookie, origin, 'content-type': 'application/x-ndjson' },
      }),
    push: (token, body) => world.push({ token }, body),
    heldOf: (deviceId) => rows.all(deviceId) as HeldLine[],
    receiptsFile(said) {
      const receipts = [...others, ...said.receipts].map((receipt, index) => ({
        ...receipt,
        line: index + 1,
      }));
      others = said.receipts.slice(0, 5);
      return { ...said, receipts };
    },
    close: () => disk.close(),
  };
}

const header = (deviceId: string) =>
  `${JSON.stringify({ protocol: 1, batchId: 'torture', deviceId, sentAt: '' })}\n`;

interface Answer {
  readonly incarnation: string;
  readonly receipts: readonly { hash?: string; outcome: string; receipt: number }[];
  readonly missingLines?: readonly unknown[];
}

interface Trip {
  readonly violations: readonly string[];
  readonly forms: number;
  readonly partials: number;
}

async function makeTrip(office: Office, seed: number): Promise<Trip> {
  const makers: string[] = [];
  const phone = await makePhone(seed, office.waveId, async () => {
    const redeemed = await office.redeem();
    makers.push(redeemed.deviceId);
    return redeemed;
  });
  await closeOpenDrafts(phone);
  const items = await phone.shelf.outbox();
  const violations = strandedIn(phone, items);
  const partials = items.filter(({ kind }) => kind === 'partial').length;
  if (items.length === 0) return { violations, forms: 0, partials };
  if (seed % 3 === 0) await pushSome(office, items, phone);

  const exported = await phone.outbox.exportFile();
  const file = new Uint8Array(await exported.bytes.arrayBuffer());
  const read = readFile(file);
  violations.push(...read.faults);
  if (read.lines.join('\n') !== orderedBy(exported.hashes, items).join('\n'))
    violations.push('the file holds other lines than the phone');

  const answers: Answer[] = [];
  for (let times = 0; times <= seed % 2; times += 1)
    answers.push((await (await office.importFile(file)).json()) as Answer);
  const said = answers.at(-1) as Answer;
  if ((said.missingLines ?? []).length > 0)
    violations.push('the import says that lines are missing');
  if (said.receipts.length !== items.length)
    violations.push(`${String(said.receipts.length)} receipts for ${String(items.length)} forms`);

  const receiptsFile = new Blob([JSON.stringify(office.receiptsFile(said))]);
  for (let times = 0; times < 2; times += 1) await phone.outbox.readReceipts(receiptsFile);
  violations.push(...(await leftUnsure(phone, said)));
  const history = historyOf(items, answers);
  const server = {
    incarnation: said.incarnation,
    held: makers.flatMap((maker) => office.heldOf(maker)),
    differences: [],
  };
  const phones = [{ phone: 'phone', held: items.map(({ hash }) => hash) }];
  const judged = judgeHistory(history, { server, phones, isCalm: true });
  violations.push(...judged.map(({ name, what }) => `${name}: ${what}`));
  return { violations, forms: items.length, partials };
}

/** What was shown as saved, or was open, and is in no form of the phone. */
function strandedIn(phone: RandomPhone, items: readonly OutboxItem[]): string[] {
  const hashes = new Set(items.map(({ hash }) => hash));
  const responses = new Set(items.map(({ responseId }) => responseId));
  return [
    ...phone.finished
      .filter(({ hash }) => !hashes.has(hash))
      .map(({ hash }) => `form ${hash} is not on the phone`),
    ...phone.drafts
      .filter(({ responseId }) => !responses.has(responseId))
      .map(({ responseId }) => `draft ${responseId} was left behind`),
  ];
}

/** Some were sent over the network before, and the answer was lost. */
async function pushSome(
  office: Office,
  items: readonly OutboxItem[],
  { shelf }: RandomPhone,
): Promise<void> {
  const enrolled = await shelf.enrolled();
  if (enrolled === null) return;
  const own = items.filter(({ deviceId }) => deviceId === enrolled.deviceId);
  const lines = own.slice(0, Math.ceil(own.length / 2)).map(({ line }) => line);
  if (lines.length > 0)
    await office.push(
      enrolled.deviceToken,
      `${header(enrolled.deviceId)}${lines.map((line) => `${String(line)}\n`).join('')}`,
    );
}

function orderedBy(hashes: readonly string[], items: readonly OutboxItem[]): string[] {
  const byHash = new Map(items.map(({ hash, line }) => [hash, line]));
  return hashes.map((hash) => byHash.get(hash) ?? '');
}

/** After the receipts file every form has the receipt that the office gave for its content. */
async function leftUnsure(phone: RandomPhone, said: Answer): Promise<string[]> {
  const given = new Map(said.receipts.map(({ hash, receipt }) => [hash, receipt]));
  return (await phone.shelf.outbox())
    .filter(({ hash, receipt }) => receipt === null || receipt.receipt !== given.get(hash))
    .map(({ hash }) => `form ${hash} has no receipt, or another's`);
}

function historyOf(items: readonly OutboxItem[], answers: readonly Answer[]): HistoryEvent[] {
  return [
    ...items.map((item): HistoryEvent => {
      const { epoch, seq, responseId, revision, hash, line, deviceId } = item;
      return {
        type: 'finished',
        phone: 'phone',
        device: String(deviceId),
        epoch,
        seq,
        responseId,
        revision,
        hash,
        line: String(line),
      };
    }),
    ...answers.flatMap(({ incarnation, receipts }) =>
      receipts.map(({ hash = '', outcome, receipt }): HistoryEvent => ({
        type: 'receipt',
        hash,
        outcome,
        receipt,
        incarnation,
      })),
    ),
  ];
}
