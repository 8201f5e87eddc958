import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printWithdrawalCode, readWithdrawalCode, withdrawalCode } from './withdrawal-code.ts';

const uuid = fc.uuid({ version: 7 });

describe('the code that a respondent keeps', () => {
  it('is fifteen digits of the random part and one that checks them [R-22]', () => {
    // 0x23c = 572, whose check digit after Damm is 4 (Wikipedia, "Damm algorithm"); zeros before it change nothing.
    expect(withdrawalCode('01932c00-0000-7000-8000-00000000023c')).toBe('0000000000005724');
    // 0xfffffffffffff = 4503599627370495, of which the last fifteen digits are 503599627370495.
    expect(withdrawalCode('01932c00-0000-7000-8fff-ffffffffffff').slice(0, 15)).toBe(
      '503599627370495',
    );
    expect(() => withdrawalCode('none')).toThrow(RangeError);
  });

  it('reads as it was written, in groups or not, whatever stands between [R-22]', () => {
    fc.assert(
      fc.property(uuid, (id) => {
        const code = withdrawalCode(id);
        expect(code).toMatch(/^\d{16}$/);
        expect(printWithdrawalCode(code)).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
        expect(readWithdrawalCode(printWithdrawalCode(code))).toBe(code);
        expect(readWithdrawalCode(` ${printWithdrawalCode(code).replaceAll(' ', ' - ')}. `)).toBe(
          code,
        );
      }),
    );
  });

  it('is none with any digit wrong, or two neighbours changed, or too short or long [R-22]', () => {
    fc.assert(
      fc.property(uuid, fc.nat(15), fc.integer({ min: 1, max: 9 }), (id, place, more) => {
        const code = withdrawalCode(id);
        const digits = Array.from(code);
        digits[place] = String((Number(digits[place]) + more) % 10);
        expect(readWithdrawalCode(digits.join(''))).toBeNull();
        const [a = '', b = ''] = [code[place], code[place + 1]];
        if (a !== b && b !== '')
          expect(
            readWithdrawalCode(code.slice(0, place) + b + a + code.slice(place + 2)),
          ).toBeNull();
        expect(readWithdrawalCode(code.slice(1))).toBeNull();
        expect(readWithdrawalCode(`${code}0`)).toBeNull();
      }),
    );
    expect(readWithdrawalCode('')).toBeNull();
  });
});
