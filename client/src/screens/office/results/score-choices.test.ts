import type { Wave } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { chooseScores } from './score-choices.ts';

const wave: Wave = {
  id: '01939f3e-0000-7000-8000-000000000001' as Wave['id'],
  name: 'SIPAS 2026',
  status: 'open',
  catalogue: '2025-07-01',
  scheme: 'factor_mean',
  minimumBase: 30,
  minimumCell: 10,
  levels: [
    { level: 'province', label: 'Tỉnh' },
    { level: 'commune', label: 'Xã, phường' },
    { level: 'village', label: 'Ấp, khóm' },
    { level: 'grouping:huyen-cu', label: 'Huyện cũ' },
  ],
  instruments: [
    instrument('household-2022', [{ code: 'sex', label: 'Giới tính' }]),
    instrument('transaction-5-factor', [{ code: 'age_band', label: 'Độ tuổi' }]),
  ],
};

describe('the table of scores that an address asks for', () => {
  it('names an older version that is reported apart by that version, the newest by its id', () => {
    const older = { ...instrument('household-2022', []), version: 'b'.repeat(64) as never };
    const both = { ...wave, instruments: [...wave.instruments, older] };

    expect(chooseScores(both, {})?.instrument).toBe('household-2022');
    expect(chooseScores(both, { phieu: older.version })?.instrument).toBe(older.version);
  });

  it('is by default the overall index by reporting area, with the scheme of the wave', () => {
    expect(chooseScores(wave, {})).toEqual({
      wave: wave.id,
      instrument: 'household-2022',
      level: 'grouping:huyen-cu',
      by: 'overall',
      scheme: 'factor_mean',
      group: null,
    });
  });

  it('follows every choice that the wave offers', () => {
    const choices = {
      phieu: 'transaction-5-factor',
      cap: 'village',
      theo: 'criterion',
      cach: 'pooled_answers',
      nhom: 'age_band',
    };

    expect(chooseScores(wave, choices)).toEqual({
      wave: wave.id,
      instrument: 'transaction-5-factor',
      level: 'village',
      by: 'criterion',
      scheme: 'pooled_answers',
      group: 'age_band',
    });
  });

  it('drops a choice that is not offered: the group of another instrument, a level of another wave', () => {
    expect(chooseScores(wave, { nhom: 'age_band', cap: 'district', theo: 'x' })).toMatchObject({
      group: null,
      level: 'grouping:huyen-cu',
      by: 'overall',
    });
  });

  it('falls back to communes where a wave has no reporting area', () => {
    const plain = { ...wave, levels: wave.levels.slice(0, 3) };

    expect(chooseScores(plain, {})?.level).toBe('commune');
  });

  it('is none at all in a wave without an instrument', () => {
    expect(chooseScores({ ...wave, instruments: [] }, {})).toBeNull();
  });
});

function instrument(
  id: string,
  groups: Wave['instruments'][number]['groups'],
): Wave['instruments'][number] {
  const version = 'a'.repeat(64) as Wave['instruments'][number]['version'];
  return { id, version, title: id, groups, topics: [] };
}
