import type { FieldPackage } from '@sipas/shared/wire';
import type { VillageDone } from '../../../ports/field-shelf.ts';

/** A village with what is wanted and done there, over all waves. */
export interface VillageRow {
  readonly key: string;
  readonly commune: string;
  readonly communeName: string;
  readonly village: string;
  readonly name: string;
  readonly target: number;
  readonly done: number;
}

/** Villages of the plan, and those of others where something was done; what is still to do comes first. */
export function villageRows(
  { waves }: FieldPackage,
  done: readonly VillageDone[],
): readonly VillageRow[] {
  const planned = waves.flatMap((wave) =>
    wave.units.flatMap((unit) =>
      unit.villages.map((village) => ({
        key: JSON.stringify([wave.id, unit.code, village.code]),
        commune: unit.code,
        communeName: unit.name,
        village: village.code,
        name: village.name,
        target: village.target,
        done: 0,
      })),
    ),
  );
  const rows = new Map<string, VillageRow>(planned.map((row) => [row.key, row]));
  const communeNames = new Map(
    waves.flatMap(({ units }) => units.map(({ code, name }) => [code, name] as const)),
  );
  for (const { waveId, commune, village, done: count } of done) {
    const key = JSON.stringify([waveId, commune, village]);
    const communeName = communeNames.get(commune) ?? commune;
    const row = rows.get(key) ?? {
      key,
      commune,
      communeName,
      village,
      name: village,
      target: 0,
      done: 0,
    };
    rows.set(key, { ...row, done: count });
  }
  const isOpen = (row: VillageRow): boolean => row.target > row.done;
  return [...rows.values()].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}
