import { expect, test } from 'vitest';
import type { Text } from '../questionnaire/index.ts';
import { rewordedConsent } from './reworded-consent.ts';

const consent = (version: string, text: Text) => ({ consent: { version, text } });
const before = consent('a/1', { vi: 'Đồng ý không?', en: 'Do you agree?' });

test('names the languages in which the same version says something else [Y-04]', () => {
  const vietnamese = consent('a/1', { vi: 'Chịu không?', en: 'Do you agree?' });
  const both = consent('a/1', { vi: 'Chịu không?', en: 'Will you?' });

  expect(rewordedConsent(vietnamese, [before])).toEqual(['vi']);
  expect(rewordedConsent(both, [consent('b/1', both.consent.text), before])).toEqual(['vi', 'en']);
});

test('has nothing against the same text, another version, or a translation more [Y-04]', () => {
  const translated = consent('a/1', { ...before.consent.text, km: 'យល់ព្រម?' });

  expect(rewordedConsent(before, [before])).toEqual([]);
  expect(rewordedConsent(consent('a/2', { vi: 'Chịu không?' }), [before])).toEqual([]);
  expect(rewordedConsent(translated, [before])).toEqual([]);
});
