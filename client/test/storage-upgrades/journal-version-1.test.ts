import { describe, expect, it } from 'vitest';
import { createFieldShelf } from '../../src/storage/index.ts';
import { createMemoryFile } from '../fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../fakes/memory-storage.ts';
import { createSeededDice } from '../fakes/seeded-dice.ts';
import { sightOf } from './sight-of.ts';
import journal from './version-1/journal.json' with { type: 'json' };
import sight from './version-1/sight.json' with { type: 'json' };

describe('a journal of format 1, as a phone of the first release left it', () => {
  it('is read by the code of today, with every form, draft and setting [D-03, D-04]', async () => {
    const file = createMemoryFile(Buffer.from(journal.base64, 'base64'));

    const shelf = await createFieldShelf({
      journal: openMemoryJournal(file, 'ffffffffffffffff'),
      view: createMemoryView(),
      dice: createSeededDice(1),
    });

    expect(await sightOf(shelf)).toEqual(sight);
  });
});
