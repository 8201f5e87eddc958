import { describe, expect, it } from 'vitest';
import { officeText } from './index.ts';

type Message = (...parts: readonly string[]) => string;
type Words = Readonly<Record<string, unknown>>;

describe('the words of the console', () => {
  it('have the same keys in every language, none of them empty', () => {
    const vi = wordsByKey(officeText.vi);
    const en = wordsByKey(officeText.en);

    expect([...en.keys()]).toEqual([...vi.keys()]);
    for (const [key, word] of [...vi, ...en]) expect(word.trim(), key).not.toBe('');
  });

  it('are composed letters (NFC), so that search and screen readers meet one spelling', () => {
    for (const [key, word] of wordsByKey(officeText.vi)) expect(word, key).toBe(word.normalize());
  });
});

/** Messages that take a part are read with a part that shows where it went. */
function wordsByKey(words: Words, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, word] of Object.entries(words)) {
    const at = `${path}${key}`;
    if (typeof word === 'string') found.set(at, word);
    else if (typeof word === 'function') found.set(at, (word as Message)('1', '2', '3'));
    else for (const [inner, text] of wordsByKey(word as Words, `${at}.`)) found.set(inner, text);
  }
  return found;
}
