import { describe, expect, it } from 'vitest';
import { canonicalFrame, createFrame } from './frame.ts';

const village = (commune: string, code: string, householdCount: number, name = code) => ({
  commune,
  village: code,
  name,
  householdCount,
});

describe('createFrame', () => {
  it('orders villages by code whatever the order of the rows [M-08]', () => {
    const rows = [village('b', '1', 5), village('a', '02', 7), village('a', '01', 9)];

    const found = createFrame(rows);

    expect(found).toEqual({ ok: true, value: [rows[2], rows[1], rows[0]] });
    expect(createFrame(rows.toReversed())).toEqual(found);
  });

  it.each([0, -3, 1.5, NaN, 1_000_001])('refuses %f households [M-08]', (count) => {
    expect(createFrame([village('a', '1', 5), village('a', '2', count)])).toEqual({
      ok: false,
      error: { code: 'frame.bad-count', row: 2 },
    });
  });

  it('refuses a village twice in one commune, not in two [M-08]', () => {
    expect(createFrame([village('a', '1', 5), village('b', '1', 5)]).ok).toBe(true);
    expect(createFrame([village('a', '1', 5), village('a', '1', 6)])).toEqual({
      ok: false,
      error: { code: 'frame.repeated-village', row: 2 },
    });
  });
});

describe('canonicalFrame', () => {
  it('holds what decides about a draw, not the names [M-08]', () => {
    expect(canonicalFrame([village('a', '1', 5, 'Ấp Một'), village('a', '2', 7)])).toBe(
      '[["a","1",5],["a","2",7]]',
    );
  });
});
