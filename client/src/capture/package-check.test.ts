import type { Sha256Hex, Uuid7 } from '@sipas/shared/kernel';
import type { FieldPackage } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import { smallForm } from '../../test/capture/small-world.ts';
import { brokenInstruments } from './package-check.ts';

/** hashlib.sha256 over json.dumps(…, sort_keys=True, separators=(',', ':'), ensure_ascii=False), Python 3.11.7. */
const version = '61af7ef9569698de03fa13594e68387c3a6c13c19bf08018caa7b65a42558c9a' as Sha256Hex;
const held = { id: 'small', version, definition: smallForm.instrument };

const whole: FieldPackage = {
  serverTime: '2026-11-23T07:30:00.000Z' as FieldPackage['serverTime'],
  surveyor: { username: 'dieutravien', name: 'Điều tra viên' },
  areas: [],
  waves: [
    {
      id: '019ab0d4-7b60-7000-8000-0000000000aa' as Uuid7,
      name: 'Đợt 1',
      catalogue: '2025-07-01',
      instruments: [{ id: 'small', version }],
      units: [],
    },
  ],
  instruments: [held],
  assignments: [],
  publicKeys: [],
  settings: { lockAfterMs: 300_000 },
};

it('finds a package whole whose instruments hash to their versions [C-13]', async () => {
  expect(await brokenInstruments(whole)).toEqual([]);
});

it('names an instrument that was changed on the way, and one that did not come [C-13]', async () => {
  const changed = { ...held, definition: { ...held.definition, source: 'another' } };

  expect(await brokenInstruments({ ...whole, instruments: [changed] })).toEqual(['small']);
  expect(await brokenInstruments({ ...whole, instruments: [] })).toEqual(['small']);
});
