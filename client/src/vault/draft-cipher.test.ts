import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDraftCipher } from './draft-cipher.ts';
import { makeDraftKey } from './draft-vault.ts';

it('opens any text at its own place, with its own key, and nowhere else [V-08]', async () => {
  const cipher = await createDraftCipher(makeDraftKey());
  const other = await createDraftCipher(makeDraftKey());

  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const sealed = await cipher.seal(text, 'a 1');

      expect(await cipher.open(sealed, 'a 1')).toBe(text);
      expect(await cipher.open(sealed, 'a 2')).toBeNull();
      expect(await other.open(sealed, 'a 1')).toBeNull();
      expect(await cipher.seal(text, 'a 1')).not.toBe(sealed);
    }),
    { numRuns: 50 },
  );
});

it('opens nothing of which a letter was changed, and no nonsense [V-08]', async () => {
  const cipher = await createDraftCipher(makeDraftKey());
  const sealed = await cipher.seal('rất hài lòng', 'a 1');

  for (let at = 0; at < sealed.length - 2; at += 1) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    expect(await cipher.open(changed, 'a 1')).toBeNull();
  }
  expect(await cipher.open('', 'a 1')).toBeNull();
  expect(await cipher.open('không', 'a 1')).toBeNull();
});
