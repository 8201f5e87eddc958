import { createPinLock } from '../../../client/src/app/field/pin-lock.ts';
import type { FieldShelf } from '../../../client/src/ports/field-shelf.ts';
import type { PinLock } from '../../../client/src/screens/field/services.ts';
import { createFieldShelf } from '../../../client/src/storage/index.ts';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../../client/test/fakes/field-samples.ts';
import { createMemoryFile } from '../../../client/test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../client/test/fakes/seeded-dice.ts';
import { createRoll } from '../browser/dice.ts';
import type { HarnessGiven, HarnessReport } from '../harness.ts';

const right = '274851';
/** Before a phone makes anybody wait; more than this must have cost time. */
const freeTries = 10;
const dayMs = 24 * 60 * 60 * 1000;
const shareOf = { waiting: 0.01, clockBack: 0.005, restart: 0.01 };
/** Forms beside those of the samples that the open interview uses. */
const forms = [2, 3, 4, 5];

/** Tries PINs on a phone with finished forms and an open interview, and looks for both at the end. */
export async function run({ budget, seed, tell }: HarnessGiven): Promise<HarnessReport> {
  const roll = createRoll(seed);
  const phone = await setupPhone(seed);
  const before = await linesOf(phone.shelf());
  let [waited, restarts, free] = [0, 0, 0];
  const violations: string[] = [];
  await phone.lock().lock();
  for (let tried = 1; tried <= budget; tried += 1) {
    if (roll() < shareOf.waiting) {
      phone.pass(dayMs);
      waited += 1;
    }
    if (roll() < shareOf.clockBack) phone.pass(-roll() * dayMs);
    if (roll() < shareOf.restart) {
      await phone.restart();
      restarts += 1;
    }
    const { tag } = await phone.lock().attempt(wrongPin(roll));
    if (tag === 'right') violations.push(`try ${String(tried)} opened the phone`);
    if (tag === 'wrong') free += 1;
    // Each costs its share of a second, and the answer is known.
    if (free > freeTries + waited)
      return { done: tried, violations: ['tries are free'], figures: {} };
    if (tried % 10_000 === 0) tell(`${String(tried)} of ${String(budget)} tries`);
  }
  const { failures } = await phone.shelf().pinAttempts();
  if (failures === 0) violations.push('no wrong try was kept');
  if (failures > freeTries + waited)
    violations.push(
      `${String(failures)} tries were looked at, of which ${String(waited)} cost time`,
    );
  violations.push(...(await lookFor(phone, before)));
  return { done: budget, violations, figures: { 'looked at': failures, waited, restarts } };
}

function wrongPin(roll: () => number): string {
  const pin = String(Math.floor(roll() * 1_000_000)).padStart(6, '0');
  return pin === right ? '000000' : pin;
}

const linesOf = async (shelf: FieldShelf): Promise<string> =>
  JSON.stringify((await shelf.outbox()).map(({ seq, hash, line }) => [seq, hash, line]));

/** What of the forms and the interview is not as it was? */
async function lookFor(
  phone: Awaited<ReturnType<typeof setupPhone>>,
  before: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  if ((await linesOf(phone.shelf())) !== before) found.push('the outbox is another one');
  if ((await phone.shelf().unsent(100)).length !== forms.length)
    found.push('not every form waits to be sent');
  phone.pass(dayMs);
  const { tag } = await phone.lock().attempt(right);
  if (tag !== 'right') return [...found, `the right PIN is told: ${tag}`];
  const [draft] = await phone.shelf().drafts();
  return draft?.answers['c9_1'] === '4' ? found : [...found, 'the open interview is lost'];
}

async function setupPhone(seed: number) {
  const file = createMemoryFile();
  const view = createMemoryView();
  const dice = createSeededDice(seed);
  let nowMs = Date.parse('2026-11-23T08:00:00.000Z');
  const open = () =>
    createFieldShelf({ journal: openMemoryJournal(file, '0000000000000001'), view, dice });
  const lockOf = (held: FieldShelf): PinLock =>
    createPinLock({
      shelf: held,
      clock: { wallMs: () => nowMs },
      sealTo: () => Promise.resolve(null),
    });
  let shelf = await open();
  await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
  let lock = lockOf(shelf);
  await lock.set(right);
  for (const number of forms) await shelf.finish(sampleForm(number));
  await shelf.startDraft(sampleDraft(1));
  await shelf.saveStep(sampleStep(1, 'c9_1', '4'));
  return {
    shelf: () => shelf,
    lock: () => lock,
    pass(ms: number) {
      nowMs += ms;
    },
    async restart() {
      file.revive();
      shelf = await open();
      lock = lockOf(shelf);
    },
  };
}
