import type { CrosswalkRow, Grouping, Unit } from '@sipas/shared/admin-units';
import { type Instrument, canonicalInstrument } from '@sipas/shared/questionnaire';
import { createHash } from 'node:crypto';
import type { StoredGrouping, WaveStore } from '../ports/index.ts';

/** Units, their succession, groupings and instruments, read and checked. */
export interface ReferenceData {
  readonly units: readonly Unit[];
  readonly crosswalk: readonly CrosswalkRow[];
  readonly groupings: readonly Grouping[];
  readonly instruments: readonly Instrument[];
}

/** Answers: by which version do responses name this instrument? SHA-256 of its canonical form. */
export const instrumentVersion = (instrument: Instrument): string =>
  createHash('sha256').update(canonicalInstrument(instrument), 'utf8').digest('hex');

/** Puts the shipped reference data into the store; what is there already stays as it is. */
export async function loadReference(waves: WaveStore, reference: ReferenceData): Promise<void> {
  await waves.addReference({
    units: reference.units,
    successions: reference.crosswalk.map((row) => ({
      oldCode: row.fromCode,
      newCode: row.toCode,
      kind: row.kind,
      validFrom: row.toValidFrom,
    })),
    groupings: reference.groupings.map(storedGrouping),
    instruments: reference.instruments.map((instrument) => ({
      id: instrument.id,
      version: instrumentVersion(instrument),
      canonical: canonicalInstrument(instrument),
    })),
  });
}

const storedGrouping = ({ id, title, nodes, nodeByCommune }: Grouping): StoredGrouping => ({
  id,
  title,
  nodes,
  members: [...nodeByCommune].map(([commune, node]) => ({ commune, node })),
});
