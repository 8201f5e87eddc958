import { canonicalJson } from '@sipas/shared/kernel';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../../../client/test/fakes/field-samples.ts';
import { createMemoryFile } from '../../../../client/test/fakes/memory-file.ts';
import { openMemoryJournal } from '../../../../client/test/fakes/memory-storage.ts';
import { createSeededDice } from '../../../../client/test/fakes/seeded-dice.ts';
import { sightOf } from '../../../../client/test/storage-upgrades/sight-of.ts';
import type { FieldShelf } from '../../../../client/src/ports/field-shelf.ts';
import { createFieldShelf } from '../../../../client/src/storage/index.ts';
import { openIndexedDbJournal } from '../../../../client/src/storage/journal/indexeddb-journal.ts';
import type { Journal } from '../../../../client/src/storage/journal/journal.ts';
import { createLazyView } from '../../../../client/src/storage/view/lazy-view.ts';
import { type Faults, deleted, hurtDatabases } from './faulty-database.ts';
import './rebuild.ts';

/** What one stretch of work on hurt databases found. */
export interface Stretch {
  readonly injected: number;
  readonly counts: Faults['counts'];
  readonly violations: readonly string[];
}

declare global {
  interface Window {
    workOnView(seed: number, taps: number): Promise<Stretch>;
    workOnJournal(seed: number, taps: number): Promise<Stretch>;
  }
}

const viewName = 'hurt-view';
const journalName = 'hurt-journal';
const patienceMs = 60_000;
const at = '2026-11-23T01:00:05.000Z';
const unheard: string[] = [];
addEventListener('unhandledrejection', ({ reason }) => unheard.push(String(reason)));

let dice = createSeededDice(1);
const faults = hurtDatabases(() => dice.share());

/** Journal whole, view hurt: all that was tapped is there at each start, and the view comes to be what the journal says. */
window.workOnView = async (seed, taps) => {
  const violations: string[] = [];
  dice = createSeededDice(seed);
  const file = createMemoryFile();
  const open = async () => {
    const shelf = await createFieldShelf({
      journal: openMemoryJournal(file, '00112233445566ff'),
      view: createLazyView(viewName),
      dice,
    });
    if ((await shelf.enrolled()) === null) await shelf.enrol(redeemAnswer, at);
    return shelf;
  };
  faults.deletes = true;
  await deleted(viewName);
  let shelf = await open();
  const before = injectedOf(faults);
  for (let tap = 1; tap <= taps; tap += 1) {
    faults.share = 0.3;
    await tapOn(shelf, tap).catch((error: unknown) => violations.push(`a tap: ${String(error)}`));
    if (dice.share() < 0.5) await new Promise((resolve) => setTimeout(resolve));
    if (tap % 20 !== 0) continue;
    const shown = canonicalJson(await sightOf(shelf));
    // Half of the starts find databases that are well again, and half are as bad as before.
    if (tap % 40 === 0) {
      faults.share = 0;
      await faults.settled();
      await tapOn(shelf, tap + 0.5);
    }
    const known = tap % 40 === 0 ? canonicalJson(await sightOf(shelf)) : shown;
    if (!(await inTime(shelf.close()))) violations.push('closing hangs');
    if (tap % 40 === 0) violations.push(...(await viewAgainst(shelf)));
    shelf = await open();
    if (canonicalJson(await sightOf(shelf)) !== known) violations.push('a start shows otherwise');
  }
  faults.share = 0;
  await inTime(shelf.close());
  violations.push(...unheard.splice(0).map((reason) => `nobody heard: ${reason}`));
  return { injected: injectedOf(faults) - before, counts: faults.counts, violations };
};

/** The journal itself lies in the hurt database, as where no private file system is. Deletion would take all of it: it is not among the faults here. */
window.workOnJournal = async (seed, taps) => {
  const violations: string[] = [];
  dice = createSeededDice(seed);
  faults.deletes = false;
  await deleted(journalName);
  const open = () => openIndexedDbJournal('00112233445566ff', journalName);
  let journal: Journal = await open();
  const acknowledged: string[] = [];
  const refused = new Set<string>();
  const before = injectedOf(faults);
  for (let tap = 1; tap <= taps; tap += 1) {
    faults.share = 0.3;
    const record = `{"tap":${String(tap)}}`;
    try {
      await journal.append([record]);
      acknowledged.push(record);
    } catch (error) {
      if (!('tag' in Object(error))) violations.push(`no fault of the shelf: ${String(error)}`);
      refused.add(record);
    }
    if (tap % 20 !== 0) continue;
    faults.share = 0;
    await journal.close();
    journal = await open();
    const found = ((await journal.read(null))?.payloads ?? []).filter((one) => !refused.has(one));
    if (found.join() !== acknowledged.join()) violations.push(`tap ${String(tap)}: records differ`);
  }
  faults.share = 0;
  await journal.close();
  violations.push(...unheard.splice(0).map((reason) => `nobody heard: ${reason}`));
  return { injected: injectedOf(faults) - before, counts: faults.counts, violations };
};

async function tapOn(shelf: FieldShelf, tap: number): Promise<void> {
  const interview = Math.floor(tap / 10);
  const drafts = await shelf.drafts();
  const { responseId } = sampleDraft(interview);
  if (!drafts.some((draft) => draft.responseId === responseId))
    await shelf.startDraft(sampleDraft(interview));
  else if (tap % 10 === 9) await shelf.finish(sampleForm(interview));
  else await shelf.saveStep(sampleStep(interview, `c9_${String(Math.floor(tap % 10))}`, '1'));
}

/** The databases are well and the shelf has settled: the rows of the view are what the shelf shows. */
async function viewAgainst(shelf: FieldShelf): Promise<string[]> {
  const view = createLazyView(viewName);
  const content = await view.load();
  view.close();
  if (content === null) return ['the view is not there though the database is well'];
  const { outbox, drafts } = content.state;
  const rows = [[...outbox.values()], byId([...drafts.values()])];
  const shown = [await shelf.outbox(), byId(await shelf.drafts())];
  return canonicalJson(rows) === canonicalJson(shown)
    ? []
    : ['the view says otherwise than the journal'];
}

const byId = <T extends { readonly responseId: string }>(drafts: readonly T[]): T[] =>
  [...drafts].sort((left, right) => (left.responseId < right.responseId ? -1 : 1));

const injectedOf = ({ counts }: Faults) => Object.values(counts).reduce((sum, one) => sum + one, 0);

const inTime = (work: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    work.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, patienceMs, false)),
  ]);
