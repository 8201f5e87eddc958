import { ok } from '@sipas/shared/kernel';
import { instrumentDiffSchema, instrumentListSchema } from '@sipas/shared/wire';
import type { InstrumentApi, InstrumentDiffQuery } from '../ports/instrument-api.ts';
import type { Calls } from './calls.ts';

/** The console's requests about instruments and their versions. */
export const createInstrumentCalls = ({ read, download }: Calls): InstrumentApi => ({
  async instruments(signal) {
    const list = await read(instrumentListSchema, { method: 'GET', path: '/instruments', signal });
    return list.ok ? ok(list.value.instruments) : list;
  },
  instrumentDiff: (query, signal) =>
    read(instrumentDiffSchema, { method: 'GET', path: pathOf('diff', query), signal }),
  instrumentDiffCsv: (query) => download(pathOf('exports/diff.csv', query), 'sipas_instrument.csv'),
});

/** The id comes from the address of the page, so it may be anything. */
function pathOf(what: string, { instrument, before, after }: InstrumentDiffQuery): string {
  const asked = new URLSearchParams({ before, after });
  return `/instruments/${encodeURIComponent(instrument)}/${what}?${String(asked)}`;
}
