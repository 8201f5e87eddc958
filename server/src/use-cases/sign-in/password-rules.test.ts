import { describe, expect, it } from 'vitest';
import { shippedCommonPasswords } from '../../reference-data/shipped-common-passwords.ts';
import { judgePassword, passwordLength } from './password-rules.ts';
import { randomPassword } from './passwords.ts';

const common = shippedCommonPasswords();
const judge = (password: string, username = 'bd.long-ho') => {
  const judged = judgePassword(password, username, common);
  return judged.ok ? 'ok' : judged.error.code;
};

describe('a password [P-100]', () => {
  it('has at least 12 signs, as people count them', () => {
    // Eleven letters, each with a mark: 11 code points composed, 22 when they come in pieces.
    const eleven = 'ắằẳẵặấầẩẫậé';
    expect(Array.from(eleven.normalize('NFC'))).toHaveLength(11);

    expect(judge(eleven)).toBe('password.too-short');
    expect(judge(eleven.normalize('NFD'))).toBe('password.too-short');
    expect(judge(`${eleven.normalize('NFD')}z`)).toBe('ok');
    // Two UTF-16 units each, and one sign.
    expect(judge('🐃🌾🛶🥥🦀🐟🍌🏮🥭🌊☂')).toBe('password.too-short');
    expect(judge('🐃🌾🛶🥥🦀🐟🍌🏮🥭🌊☂⛵')).toBe('ok');
  });

  it('may be long, and has an end', () => {
    const words = 'cây cầu qua sông buổi sáng có sương và một con đò chở đầy trái '.repeat(9);

    expect(judge(words.slice(0, 64))).toBe('ok');
    expect(judge(words.slice(0, passwordLength.most))).toBe('ok');
    expect(judge(words.slice(0, passwordLength.most + 1))).toBe('password.too-long');
  });

  it.each([
    'con đò chở đầy trái',
    'condochodaytrai',
    '948127365504',
    'ĐÒNGANGĐÒDỌC',
    '            z',
  ])('needs no kind of sign: %s', (password) => {
    expect(judge(password)).toBe('ok');
  });

  it.each([
    'qwerty123456',
    'QWERTY123456',
    'qwerty 123456',
    '123456789012',
    'mật khẩu 123456',
    'MatKhau@2026',
    '123-anh-yêu-em-456'.replaceAll('-', ''),
    'Xin chào Việt Nam',
    '2026 quản trị !!!',
    'aaaaaaaaaaaa',
    'abc abc abc abc',
  ])('is not one that is guessed first: %s', (password) => {
    expect(judge(password)).toBe('password.common');
  });

  it.each([
    ['bd.long-ho làm việc', 'bd.long-ho'],
    ['cầu BDLONGHO mới', 'bd.long-ho'],
    ['con đò của Minh Anh', 'minhanh'],
  ])('does not hold the user name: %s', (password, username) => {
    expect(judge(password, username)).toBe('password.holds-name');
  });

  it('does not hold the name of the product', () => {
    expect(judge('tài khoản SIPAS của tôi')).toBe('password.holds-product');
  });

  it('is given back as it is hashed', () => {
    const typed = 'con đò chở đầy trái'.normalize('NFD');

    expect(judgePassword(typed, 'mot.hai', common)).toEqual({
      ok: true,
      value: typed.normalize('NFC'),
    });
  });

  it('that is made here is one that may be set', () => {
    const bytes = (length: number) => Uint8Array.from({ length }, (_, place) => (place * 37) % 251);

    expect(judge(randomPassword({ bytes }))).toBe('ok');
  });
});

it('the list of common passwords holds nothing that its length refuses anyway [P-100]', () => {
  expect(common.whole.size).toBe(10_000);
  expect([...common.whole].filter((one) => one.length < passwordLength.least)).toEqual([]);
  expect([...common.whole, ...common.phrases].filter((one) => /[A-Z\s]/.test(one))).toEqual([]);
});
