import type { Instant } from '@sipas/shared/kernel';
import { describe, expect, it } from 'vitest';
import {
  printCount,
  printCountdown,
  printDay,
  printDone,
  printFigure,
  printInterval,
  printSigned,
  printMoment,
  printPercentText,
} from './index.ts';

const nb = '\u00a0';

describe('figures as they are read', () => {
  it('put a dot between thousands in Vietnamese and a comma in English', () => {
    expect([0, 7, 999, 1000, 36525, 4257581].map((n) => printCount(n, 'vi'))).toEqual([
      '0',
      '7',
      '999',
      '1.000',
      '36.525',
      '4.257.581',
    ]);
    expect(printCount(36525, 'en')).toBe('36,525');
  });

  it('write percent with a decimal comma and a space that does not break', () => {
    expect(printPercentText('81.00', 'vi')).toBe(`81,00${nb}%`);
    expect(printPercentText('81.00', 'en')).toBe('81.00%');
  });

  it('never leave a figure without its n where the n is published', () => {
    expect(printFigure('81.00', 200, 'vi')).toBe(`81,00${nb}% (n${nb}=${nb}200)`);
    expect(printFigure('79.5', 1234, 'vi')).toBe(`79,5${nb}% (n${nb}=${nb}1.234)`);
    expect(printFigure('81.00', null, 'vi')).toBe(`81,00${nb}%`);
    expect(printInterval('78.10', '83.55', 'vi')).toBe(`78,10–83,55${nb}%`);
    expect(printInterval('78.10', '83.55', 'en')).toBe('78.10–83.55%');
  });

  it('prints a change with its sign', () => {
    expect(printSigned('2.35', 'vi')).toBe('+2,35');
    expect(printSigned('-0.40', 'vi')).toBe('\u22120,40');
    expect(printSigned('0.00', 'en')).toBe('0.00');
  });

  it('tell how much of a target is reached, and nothing where there is no target', () => {
    // 2 ÷ 3 = 0,66666… → half-up at two decimals 66,67
    expect(printDone(2, 3, 'vi')).toBe(`66,67${nb}%`);
    expect(printDone(250, 200, 'vi')).toBe(`125,00${nb}%`);
    expect(printDone(5, 0, 'vi')).toBeNull();
  });
});

describe('moments as they are read', () => {
  it('stand on Vietnamese time, day before month, through midnight', () => {
    // UTC+7 all year: 17:05 UTC on the 22nd is 00:05 on the 23rd.
    expect(printMoment('2026-11-22T17:05:00.000Z' as Instant)).toBe('23/11/2026 00:05');
    expect(printMoment('2026-01-31T23:59:59.999Z' as Instant)).toBe('01/02/2026 06:59');
  });

  it('turn a calendar day round and leave any other text as it came', () => {
    expect(printDay('2025-07-01')).toBe('01/07/2025');
    expect(printDay('vl-2025')).toBe('vl-2025');
  });

  it('count down in minutes and seconds, with hours where there are any, never below zero', () => {
    expect(printCountdown(14 * 60_000 + 5_000)).toBe('14:05');
    expect(printCountdown(59_001)).toBe('01:00');
    expect(printCountdown(3 * 3_600_000 + 61_000)).toBe('3:01:01');
    expect(printCountdown(-5)).toBe('00:00');
  });
});
