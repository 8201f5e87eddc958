import { clearEnvelopeSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  samplePackage,
  sampleStep,
  sampleVersion,
} from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createFieldShelf } from './field-shelf.ts';

const questions = ['sex', 'age_band', 'c9_01', 'c9_02', 'c9_03', 'comment'];
const newVersion = 'b'.repeat(64);

function setupPhone() {
  const [file, view] = [createMemoryFile(), createMemoryView()];
  let starts = 0;
  return () => {
    starts += 1;
    const journal = openMemoryJournal(file, String(starts).padStart(16, '0'));
    return createFieldShelf({ journal, view, dice: createSeededDice(starts) });
  };
}

it.each([0, 1, 2, 3, 4, 5, 6])(
  'an interview stays on its version when a new one, without its wave, comes after %i answers and the app starts anew',
  async (answered) => {
    const open = setupPhone();
    let shelf = await open();
    await shelf.enrol(redeemAnswer, '2026-11-23T01:00:05.000Z');
    await shelf.savePackage(samplePackage([sampleVersion]), '"p1"');
    await shelf.startDraft(sampleDraft(1));
    const versions = async () =>
      (await shelf.fieldPackage())?.value.instruments.map(({ version }) => version);

    for (const question of questions.slice(0, answered))
      await shelf.saveStep(sampleStep(1, question, '1'));
    await shelf.savePackage(samplePackage([newVersion]), '"p2"');
    await shelf.close();
    shelf = await open();
    for (const question of questions.slice(answered))
      await shelf.saveStep(sampleStep(1, question, '1'));

    const [draft] = await shelf.drafts();
    expect(draft?.instrument.version).toBe(sampleVersion);
    expect(Object.keys(draft?.answers ?? {})).toEqual(questions);
    // What the screens and the rules of the draft are read from is still on the phone.
    expect(await versions()).toEqual([newVersion, sampleVersion]);

    const item = await shelf.finish(sampleForm(1));
    const { line } = item;
    expect(v.parse(clearEnvelopeSchema, JSON.parse(line ?? '')).instrument.version).toBe(
      sampleVersion,
    );
    await shelf.savePackage(samplePackage([newVersion]), '"p3"');
    expect(await versions()).toEqual([newVersion]);
  },
);
