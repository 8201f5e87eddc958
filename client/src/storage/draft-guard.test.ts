import { describe, expect, it } from 'vitest';
import {
  redeemAnswer,
  sampleDraft,
  sampleForm,
  sampleStep,
} from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import type { DraftCipher, FieldShelf, Vault } from '../ports/field-shelf.ts';
import { createFieldShelf } from './field-shelf.ts';

const enrolledAt = '2026-11-23T01:00:05.000Z';
const vaultOf = (keyId: string): Vault => ({
  ...{ keyId, surveyor: 'mot', salt: '', memoryKib: 8, passes: 1 },
  ...{ deviceSecret: '', wrapped: '', isSwept: true },
});

/** A lock of paper: what it wrote is not read by eye, and opens with its own key at its own place. */
const cipherOf = (keyId: string): DraftCipher => ({
  keyId,
  seal: async (text, place) => btoa(encodeURIComponent(JSON.stringify([keyId, place, text]))),
  async open(sealed, place) {
    const [key, at, text] = JSON.parse(decodeURIComponent(atob(sealed))) as [
      string,
      string,
      string,
    ];
    return key === keyId && at === place ? text : null;
  },
});

function setupPhone() {
  const file = createMemoryFile();
  const view = createMemoryView();
  let seed = 1;
  const open = () =>
    createFieldShelf({
      journal: openMemoryJournal(file, `00000000000000${String((seed += 1)).padStart(2, '0')}`),
      view,
      dice: createSeededDice(seed),
    });
  const written = () => new TextDecoder().decode(file.bytes());
  return { file, view, open, written };
}

async function setupUnlocked(keyId = 'k1') {
  const phone = setupPhone();
  const shelf = await phone.open();
  await shelf.enrol(redeemAnswer, enrolledAt);
  await shelf.setVault(vaultOf(keyId));
  await shelf.unlockDrafts(cipherOf(keyId));
  return { ...phone, shelf };
}

async function interview(shelf: FieldShelf, number: number) {
  await shelf.startDraft(sampleDraft(number));
  await shelf.saveStep(sampleStep(number, 'sex', '2'));
  await shelf.saveStep(sampleStep(number, 'c9_1', '4'));
}

describe('drafts of a phone with a vault', () => {
  it('lie sealed in journal and view, and are read as they were [D-41]', async () => {
    const { shelf, written, view } = await setupUnlocked();
    const plain = await setupPhone().open();
    await plain.enrol(redeemAnswer, enrolledAt);
    await interview(plain, 1);

    await interview(shelf, 1);

    expect(await shelf.drafts()).toEqual(await plain.drafts());
    await shelf.close();
    expect(written()).not.toContain('c9_1');
    expect(written()).not.toContain('answers');
    const rows = [...(view.content?.state.drafts.values() ?? [])];
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('c9_1');
  });

  it('are closed after a restart until the key comes, and nothing is written in clear meanwhile [D-41]', async () => {
    const { shelf, open } = await setupUnlocked();
    await interview(shelf, 1);
    const before = await shelf.drafts();

    const again = await open();

    expect(await again.drafts()).toEqual([]);
    expect(await again.draftIds()).toEqual([sampleDraft(1).responseId]);
    await expect(again.saveStep(sampleStep(1, 'sex', '1'))).rejects.toThrow('locked');
    await expect(again.startDraft(sampleDraft(2))).rejects.toThrow('locked');
    await expect(again.leave()).rejects.toThrow('open draft');
    await again.unlockDrafts(cipherOf('k1'));
    expect(await again.drafts()).toEqual(before);
  });

  it('go on and end as ever, and a lock closes them again [D-41]', async () => {
    const { shelf, open } = await setupUnlocked();
    await interview(shelf, 1);
    await interview(shelf, 2);
    const again = await open();
    await again.unlockDrafts(cipherOf('k1'));

    await again.saveStep(sampleStep(2, 'sex', '1'));
    await again.finish(sampleForm(1));

    expect((await again.drafts()).map(({ answers }) => answers['sex'])).toEqual(['1']);
    await again.lockDrafts();
    expect(await again.drafts()).toEqual([]);
    expect(await again.unsent(9)).toHaveLength(1);
  });

  it('of one surveyor are not opened by the key of another [D-41]', async () => {
    const { shelf, open } = await setupUnlocked('k1');
    await interview(shelf, 1);

    const other = await open();
    await other.setVault(vaultOf('k2'));
    await other.unlockDrafts(cipherOf('k2'));

    expect(await other.drafts()).toEqual([]);
    await expect(other.saveStep(sampleStep(1, 'sex', '1'))).rejects.toThrow('is closed');
    await interview(other, 2);
    await other.unlockDrafts(cipherOf('k1'));
    expect(await other.drafts()).toHaveLength(1);
    expect(await other.draftIds()).toHaveLength(2);
  });

  it('of an older version are each there once, in clear or sealed, wherever the phone dies [D-41]', async () => {
    const plain = setupPhone();
    const shelf = await plain.open();
    await shelf.enrol(redeemAnswer, enrolledAt);
    for (const number of [1, 2, 3]) await interview(shelf, number);
    const before = await shelf.drafts();
    await shelf.setVault(vaultOf('k1'));
    await shelf.close();
    const start = plain.file.bytes();

    for (let writes = 0; writes <= 4; writes += 1)
      for (const leaving of [0, 0.5, 1]) {
        const phone = setupPhone();
        phone.file.setBytes(start);
        const dying = await phone.open();
        phone.file.dieAfterWrites(writes, leaving);
        await dying.unlockDrafts(cipherOf('k1')).catch(() => undefined);
        phone.file.revive();

        const again = await phone.open();
        await again.unlockDrafts(cipherOf('k1'));
        expect(await again.drafts()).toEqual(before);
        await again.lockDrafts();
        expect(await again.drafts()).toEqual([]);
        expect(await again.draftIds()).toHaveLength(3);
      }
  });

  it('are what they were after the journal was lost and made again from the view [D-41]', async () => {
    const { shelf, file, open } = await setupUnlocked();
    await interview(shelf, 1);
    const before = await shelf.drafts();
    await shelf.close();

    file.setBytes(new Uint8Array());
    const again = await open();
    await again.unlockDrafts(cipherOf('k1'));

    expect(await again.drafts()).toEqual(before);
    expect(await again.vault()).toEqual(vaultOf('k1'));
  });

  it('lose the steps that were put into each other’s place, not those around them [D-41]', async () => {
    const { shelf, view, file, open } = await setupUnlocked();
    await interview(shelf, 1);
    await shelf.saveStep(sampleStep(1, 'c9_2', '3'));
    await shelf.close();
    const row = view.content?.state.drafts.get(sampleDraft(1).responseId);
    if (row === undefined || !('parts' in row)) throw new Error('the draft is sealed');
    const [begun = '', first = '', second = '', third = ''] = row.parts;
    const parts = [begun, second, first, third];
    view.content?.state.drafts.set(row.responseId, { ...row, parts });

    file.setBytes(new Uint8Array());
    const again = await open();
    await again.unlockDrafts(cipherOf('k1'));

    expect((await again.drafts())[0]?.answers).toEqual({ c9_2: '3' });
  });
});
