import type { Wave } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { chooseLevel, offeredLevels } from './level.ts';

describe('the levels of a wave', () => {
  it('are offered once each, though districts and their grouping bear one name', () => {
    const wave = waveWith(
      ['province', 'Tỉnh'],
      ['district', 'Huyện cũ'],
      ['grouping:h', 'Huyện cũ'],
    );

    expect(offeredLevels(wave).map(({ level }) => level)).toEqual(['province', 'district']);
    expect(chooseLevel(wave, 'grouping:h').level).toBe('district');
  });

  it('are chosen by the address, else the reporting areas, else the communes', () => {
    const wave = waveWith(
      ['province', 'Tỉnh'],
      ['commune', 'Xã'],
      ['grouping:b', 'Bưu điện khu vực'],
    );

    expect(chooseLevel(wave, 'province').level).toBe('province');
    expect(chooseLevel(wave, 'ward').level).toBe('grouping:b');
    expect(chooseLevel(waveWith(['province', 'Tỉnh'], ['commune', 'Xã']), undefined).level).toBe(
      'commune',
    );
  });
});

function waveWith(...levels: readonly (readonly [level: string, label: string])[]): Wave {
  return {
    id: '01939f3e-0000-7000-8000-000000000001' as Wave['id'],
    name: 'SIPAS 2026',
    status: 'open',
    catalogue: '2025-07-01',
    scheme: 'criterion_mean',
    minimumBase: 30,
    minimumCell: 10,
    levels: levels.map(([level, label]) => ({ level, label })),
    instruments: [],
  };
}
