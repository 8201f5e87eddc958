import type { Wave } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { chooseAnswers } from './answer-choices.ts';

const topics = [
  { code: 'sex', label: 'Giới tính', groups: [] },
  { code: 'c3', label: 'Góp ý kiến', groups: ['sex', 'c8_4'] },
];
const wave = waveOf(topics);

describe('the table of answers that an address asks for', () => {
  it('is that of the first question without a choice', () => {
    expect(chooseAnswers(wave, {})).toEqual({
      wave: wave.id,
      instrument: 'household-2022',
      question: 'sex',
      level: 'commune',
      group: null,
    });
  });

  it('has the question, and the group where it may divide the question', () => {
    expect(chooseAnswers(wave, { cau: 'c3', nhom: 'c8_4' })).toMatchObject({
      question: 'c3',
      group: 'c8_4',
    });
    expect(chooseAnswers(wave, { cau: 'sex', nhom: 'c8_4' })?.group).toBeNull();
    expect(chooseAnswers(wave, { cau: 'c9_01' })?.question).toBe('sex');
  });

  it('is none where the form asks nothing outside the index', () => {
    expect(chooseAnswers(waveOf([]), {})).toBeNull();
  });
});

function waveOf(asked: Wave['instruments'][number]['topics']): Wave {
  return {
    id: '01939f3e-0000-7000-8000-000000000001' as Wave['id'],
    name: 'SIPAS 2026',
    status: 'open',
    catalogue: '2025-07-01',
    scheme: 'criterion_mean',
    minimumBase: 30,
    minimumCell: 10,
    levels: [{ level: 'commune', label: 'Xã, phường' }],
    instruments: [
      {
        id: 'household-2022',
        version: 'a'.repeat(64) as Wave['instruments'][number]['version'],
        title: 'Phiếu hộ gia đình',
        groups: [],
        topics: asked,
      },
    ],
  };
}
