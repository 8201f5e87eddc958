import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redeemAnswer, sampleForm } from '../../test/fakes/field-samples.ts';
import { createMemoryFile } from '../../test/fakes/memory-file.ts';
import { createMemoryView, openMemoryJournal } from '../../test/fakes/memory-storage.ts';
import { createSeededDice } from '../../test/fakes/seeded-dice.ts';
import { createFieldShelf } from '../storage/index.ts';
import { takeReceipts } from './take-receipts.ts';

const at = '2026-11-23T03:00:00.000Z';
const forms = 3;

async function setupPhone() {
  const shelf = await createFieldShelf({
    journal: openMemoryJournal(createMemoryFile(), '0011223344556677'),
    view: createMemoryView(),
    dice: createSeededDice(7),
  });
  await shelf.enrol(redeemAnswer, at);
  for (let number = 1; number <= forms; number += 1) await shelf.finish(sampleForm(number));
  return { shelf, items: await shelf.outbox() };
}

/** Every place of a JSON value, the whole of it first. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesOf(one, [...path, key]))];
}

function withChange(value: unknown, [first, ...rest]: readonly string[], change: unknown): unknown {
  if (first === undefined) return change;
  const copy: unknown = structuredClone(value);
  const inside = copy as Record<string, unknown>;
  inside[first] = withChange(inside[first], rest, change);
  return copy;
}

const nonsense = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(-1, 0, 1e308, 2 ** 53, '', '\u0000', '9'.repeat(400), [], {}, null),
);

it('takes a true receipts file in which anything was changed for what it still says, and loses no form [O-21]', async () => {
  const { items } = await setupPhone();
  const file = {
    ...{ protocol: 1, batchId: 'b', serverTime: at, incarnation: 'inc-1', safeReceipt: 0 },
    receipts: items.map(({ responseId, revision, hash }, place) => ({
      ...{ line: place + 1, responseId, revision, hash, outcome: 'stored' },
      ...{ receipt: place + 1, receivedAt: at },
    })),
  };
  const places = placesOf(file);

  await fc.assert(
    fc.asyncProperty(fc.nat(places.length - 1), nonsense, fc.nat(), async (place, change, cut) => {
      const { shelf } = await setupPhone();
      const text = JSON.stringify(withChange(file, places[place] ?? [], change));
      const half = text.slice(0, cut % (text.length + 1));

      for (const content of [text, half, text + half]) {
        const said = await takeReceipts(shelf, new Blob([content]));
        expect(['read', 'refused']).toContain(said.tag);
      }

      const after = await shelf.outbox();
      expect(after.map(({ line, hash }) => [line, hash])).toEqual(
        items.map(({ line, hash }) => [line, hash]),
      );
    }),
    { numRuns: 300, seed: 115 },
  );
});
