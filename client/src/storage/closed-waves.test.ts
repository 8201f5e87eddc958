import type { FieldPackage, PackageWave } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import { closedWaves } from './closed-waves.ts';

const unit = (code: string) => ({
  code,
  name: `Xã ${code}`,
  villages: [{ code: '01', name: 'Ấp An Hòa', target: 10 }],
});
const wave = (id: string) =>
  ({ id, name: `Đợt ${id}`, units: [unit('1'), unit('2')] }) as unknown as PackageWave;
const packageOf = (...waves: PackageWave[]) => ({ waves }) as unknown as FieldPackage;
const made = [{ waveId: 'a', commune: '2' }];

it('keeps the name of a wave that is offered no more, and of the places where something was made [D-38]', () => {
  const known = { value: packageOf(wave('a'), wave('b')), etag: null };

  expect(closedWaves(known, packageOf(wave('b')), made)).toEqual([
    { id: 'a', name: 'Đợt a', units: [unit('2')] },
  ]);
  expect(closedWaves(known, packageOf(), made)).toEqual([
    { id: 'a', name: 'Đợt a', units: [unit('2')] },
    { id: 'b', name: 'Đợt b', units: [] },
  ]);
});

it('keeps them over later packages, until the wave is offered again [D-38]', () => {
  const closed = [{ id: 'a', name: 'Đợt a', units: [unit('2')] }];
  const known = { value: packageOf(wave('b')), etag: null, closed };

  expect(closedWaves(known, packageOf(wave('b')), made)).toEqual(closed);
  expect(closedWaves(known, packageOf(wave('a'), wave('b')), made)).toEqual([]);
});

it('keeps the key to which a draft of it will be sealed [D-38]', () => {
  const ingestKey = { keyId: '0123456789abcdef', publicKey: 'B' };
  const known = { value: packageOf({ ...wave('a'), ingestKey }), etag: null };

  expect(closedWaves(known, packageOf(), made)).toMatchObject([{ id: 'a', ingestKey }]);
});

it('knows of none on a phone without a package [D-38]', () => {
  expect(closedWaves(undefined, packageOf(wave('a')), made)).toEqual([]);
});
