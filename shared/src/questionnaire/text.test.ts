import { expect, it } from 'vitest';
import { textIn } from './text.ts';

it('speaks the language that is asked for, and Vietnamese where it lacks a text [Q-03]', () => {
  const text = { vi: 'Nam', en: 'Male', km: '' };

  expect(textIn(text, 'en')).toBe('Male');
  expect(textIn(text, 'vi')).toBe('Nam');
  expect(textIn(text, 'fr')).toBe('Nam');
  expect(textIn(text, 'km')).toBe('Nam');
  expect(textIn(text, 'constructor')).toBe('Nam');
});
