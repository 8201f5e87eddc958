import { describe, expect, it } from 'vitest';
import { changeChoices, parseHash, printHash } from './router.ts';

describe('the addresses of the console', () => {
  it('name a screen in Vietnamese and carry its choices', () => {
    expect(parseHash('#/ket-qua?cap=grouping%3Ahuyen-cu&theo=factor')).toEqual({
      screen: 'results',
      choices: { cap: 'grouping:huyen-cu', theo: 'factor' },
    });
  });

  it('name no screen when they are empty or unknown, and keep the choices', () => {
    expect(parseHash('')).toEqual({ screen: null, choices: {} });
    expect(parseHash('#/khong-co?dot=1')).toEqual({ screen: null, choices: { dot: '1' } });
  });

  it('come back as they were printed, accents and separators included', () => {
    const place = {
      screen: 'progress',
      choices: { tim: 'Đức & Vĩnh=Long?#', cap: 'commune' },
    } as const;

    expect(parseHash(printHash(place))).toEqual(place);
  });

  it('are equal for equal places, whatever the order of the choices', () => {
    const one = printHash({ screen: 'review', choices: { b: '2', a: '1' } });
    const other = printHash({ screen: 'review', choices: { a: '1', b: '2' } });

    expect(one).toBe('#/can-xem-lai?a=1&b=2');
    expect(other).toBe(one);
  });

  it('lose a choice that is cleared', () => {
    expect(changeChoices({ cap: 'commune', tim: 'duc' }, { tim: '', nhom: null })).toEqual({
      cap: 'commune',
    });
  });
});
