import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

test.each([
  ['Vĩnh Long', 'vinh long'],
  ['Phường Phước Đức', 'phuong phuoc duc'],
  ['Xã Ngãi Tứ', 'xa ngai tu'],
  ['ẮẰẲẴẶ', 'aaaaa'],
  ['  Tân   Hạnh\t', 'tan hanh'],
  ['', ''],
])('finds %s as %s [K-02]', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('finds a name however its accents are encoded [K-02]', () => {
  const name = 'Phường Cái Vồn';

  expect(foldText(name.normalize('NFD'))).toBe(foldText(name.normalize('NFC')));
});
