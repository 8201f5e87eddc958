import {
  type AccessRow,
  type ConsentRow,
  type ImpactMaterial,
  type KeyRow,
  writeImpact,
} from '@sipas/shared/impact';
import type { FieldRegistry } from '@sipas/shared/privacy';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { ImpactDocument } from '@sipas/shared/wire';
import type { Clock, Storage, StoredInstrument, StoredWave } from '../../ports/index.ts';
import { createRetention } from '../retention/index.ts';

type Needs = Pick<Storage, 'retention' | 'allowances' | 'waves' | 'audit' | 'ingestKeys'>;

/** The table by which the server lets in: method and path → who, and on whose things. */
export type AccessTable = Readonly<Record<string, Omit<AccessRow, 'route'>>>;

/** The file on the impact of processing, from what the store and the program are now (Y-10). */
export function createImpactCase(
  storage: Needs,
  {
    fields,
    clock,
    software,
  }: { readonly fields: FieldRegistry; readonly clock: Clock; readonly software: string },
) {
  const { lastRun } = createRetention(storage, { fields, clock });
  /** Of today in Vietnam where no day is named. */
  return async (access: AccessTable, day = todayInVietnam(clock)): Promise<ImpactDocument> => {
    const waves = await storage.waves.waves();
    const material: ImpactMaterial = {
      ...{ day, software, fields },
      access: Object.entries(access).map(([route, { who, relation }]) => ({
        ...{ route, who, relation },
      })),
      keys: keyRows(await storage.ingestKeys.list(), waves),
      consents: consentRows(await storage.waves.instruments(), waves),
      lastRun: await lastRun(),
    };
    return writeImpact(material);
  };
}

const todayInVietnam = (clock: Clock): string =>
  new Date(Date.parse(clock.now()) + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);

function keyRows(
  keys: Awaited<ReturnType<Needs['ingestKeys']['list']>>,
  waves: readonly StoredWave[],
): readonly KeyRow[] {
  return keys.map(({ keyId, createdAt, waveIds, isHere, waiting }) => ({
    ...{ keyId, createdAt, isHere, waiting },
    waves: waveIds.map((id) => waves.find((wave) => wave.id === id)?.name ?? id),
  }));
}

/** A version names one text (Y-04), so what the instruments with one version share is told once. */
function consentRows(
  instruments: readonly StoredInstrument[],
  waves: readonly StoredWave[],
): readonly ConsentRow[] {
  const rows = new Map<string, ConsentRow>();
  for (const { id, key, version, canonical } of instruments) {
    const { consent } = JSON.parse(canonical) as Pick<Instrument, 'consent'>;
    const row = rows.get(consent.version);
    rows.set(consent.version, {
      version: consent.version,
      text: row?.text ?? consent.text.vi,
      languages: together(row?.languages, Object.keys(consent.text)),
      instruments: together(row?.instruments, [`${id} ${version.slice(0, 12)}`]),
      waves: together(
        row?.waves,
        waves.filter((wave) => wave.instrumentKeys.includes(key)).map(({ name }) => name),
      ),
    });
  }
  return [...rows.values()].sort((a, b) => (a.version < b.version ? -1 : 1));
}

const together = (before: readonly string[] = [], more: readonly string[]): string[] =>
  [...new Set([...before, ...more])].sort();
