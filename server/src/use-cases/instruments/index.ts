import type { User, WaveStore } from '../../ports/index.ts';
import type { WaveReader } from '../waves/index.ts';
import { type AskedVersions, compareVersions } from './compare-versions.ts';
import { listInstruments } from './list-instruments.ts';

/** Everything that people ask of instruments and their versions. */
export const createInstrumentCases = (needs: {
  readonly waves: WaveStore;
  readonly reader: WaveReader;
}) => ({
  list: (actor: User) => listInstruments(needs, actor),
  compare: (id: string, asked: AskedVersions) => compareVersions(needs.waves, id, asked),
});

export { type StoredVersion, storedVersions } from './stored-versions.ts';
