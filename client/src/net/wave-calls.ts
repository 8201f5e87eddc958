import { editionChangesSchema, editionListSchema, editionSchema } from '@sipas/shared/wire';
import type { EditionChangesQuery, WaveApi } from '../ports/wave-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about the editions of waves. */
export const createWaveCalls = ({ read, download }: Calls): WaveApi => ({
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
