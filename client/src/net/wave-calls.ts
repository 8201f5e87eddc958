import { ok } from '@sipas/shared/kernel';
import {
  editionChangesSchema,
  editionListSchema,
  editionSchema,
  madeWaveSchema,
  waveChoicesSchema,
  waveRecordsSchema,
} from '@sipas/shared/wire';
import type { EditionChangesQuery, WaveApi } from '../ports/wave-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about making waves and about their editions. */
export const createWaveCalls = ({ read, download }: Calls): WaveApi => ({
  async waveRecords(signal) {
    const list = await read(waveRecordsSchema, { method: 'GET', path: '/wave-records', signal });
    return list.ok ? ok(list.value.waves) : list;
  },
  waveChoices: (signal) =>
    read(waveChoicesSchema, { method: 'GET', path: '/wave-choices', signal }),
  makeWave: (asked) =>
    read(madeWaveSchema, { method: 'POST', path: '/waves', body: asked, isSlow: true }),
  editions: (wave, signal) =>
    read(editionListSchema, { method: 'GET', path: `/waves/${wave}/editions`, signal }),
  freezeWave: (wave) =>
    read(editionSchema, {
      method: 'POST',
      path: `/waves/${wave}/freeze`,
      body: {},
      isSlow: true,
    }),
  makeEdition: (wave, reason) =>
    read(editionSchema, {
      method: 'POST',
      path: `/waves/${wave}/editions`,
      body: { reason },
      isSlow: true,
    }),
  editionChanges: (query, signal) =>
    read(editionChangesSchema, {
      method: 'GET',
      path: pathOf('edition-changes', query),
      signal,
      isSlow: true,
    }),
  editionChangesCsv: (query) =>
    download(pathOf('exports/edition-changes.csv', query), 'sipas_edition.csv'),
});

function pathOf(what: string, { wave, edition, instrument, level, by }: EditionChangesQuery) {
  const asked = new URLSearchParams({ edition: String(edition), instrument, level, by });
  return `/waves/${wave}/${what}?${String(asked)}`;
}
