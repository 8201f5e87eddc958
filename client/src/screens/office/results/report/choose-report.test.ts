import { type Wave, waveSchema } from '@sipas/shared/wire';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { chooseReport, reportLevels } from './choose-report.ts';

const wave = (place: number, instruments = ['household-2022']): Wave =>
  v.parse(waveSchema, {
    id: `019ab0d4-7b60-7000-8000-00000000000${String(place)}`,
    ...{ name: `Đợt ${String(place)}`, status: 'open', catalogue: '2025-07-01' },
    ...{ scheme: 'criterion_mean', minimumBase: 30, minimumCell: 10 },
    levels: [
      { level: 'province', label: 'Tỉnh' },
      { level: 'commune', label: 'Xã, phường' },
      { level: 'village', label: 'Ấp, khóm' },
      { level: 'grouping:khu-vuc', label: 'Bưu điện khu vực' },
    ],
    instruments: instruments.map((id) => ({
      ...{ id, version: 'a'.repeat(64), title: id, groups: [], topics: [] },
    })),
  });
const waves = [wave(1), wave(2), wave(3, ['other']), wave(4), wave(5)];
const asked = (choices: Record<string, string>) => chooseReport(waves, wave(4), choices);

test('a report looks back to the latest wave before it that asks the same', () => {
  expect(asked({})).toMatchObject({ before: wave(2).id, level: 'grouping:khu-vuc' });
  expect(asked({ truoc: wave(1).id })).toMatchObject({ before: wave(1).id });
});

test('a later wave, or one that asks something else, is no earlier wave', () => {
  expect(asked({ truoc: wave(5).id })).toMatchObject({ before: wave(2).id });
  expect(asked({ truoc: wave(3).id })).toMatchObject({ before: wave(2).id });
  expect(chooseReport(waves, wave(1), {})).toMatchObject({ before: null });
});

test('villages are no level of a report, and a wave without a form has none', () => {
  expect(reportLevels(wave(4)).map(({ level }) => level)).toEqual([
    'province',
    'commune',
    'grouping:khu-vuc',
  ]);
  expect(asked({ cap: 'village' })).toMatchObject({ level: 'grouping:khu-vuc' });
  expect(asked({ cap: 'commune' })).toMatchObject({ level: 'commune' });
  expect(chooseReport(waves, wave(4, []), {})).toBeNull();
});
