import type { FieldPackage } from '@sipas/shared/wire';
import type { ClosedWave, VillageDone } from '../../../ports/field-shelf.ts';

/** A village with what is wanted and done there, over all waves. */
export interface VillageRow {
  readonly key: string;
  readonly commune: string;
  readonly communeName: string;
  readonly village: string;
  readonly name: string;
  readonly target: number;
  readonly done: number;
  /** Its wave is closed: nothing is begun there. */
  readonly isClosed: boolean;
}

/** Villages of the plan, and those of others where something was done; what is still to do comes first. */
export function villageRows(
  { waves }: Pick<FieldPackage, 'waves'>,
  closed: readonly ClosedWave[],
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
        isClosed: false,
      })),
    ),
  );
  const rows = new Map<string, VillageRow>(planned.map((row) => [row.key, row]));
  const known = [...waves, ...closed];
  for (const { waveId, commune, village, done: count } of done) {
    const key = JSON.stringify([waveId, commune, village]);
    const units = known.flatMap((wave) => (wave.id === waveId ? wave.units : []));
    const unit = units.find(({ code }) => code === commune);
    const row = rows.get(key) ?? {
      key,
      commune,
      communeName: unit?.name ?? commune,
      village,
      name: unit?.villages.find(({ code }) => code === village)?.name ?? village,
      target: 0,
      done: 0,
      isClosed: !waves.some(({ id }) => id === waveId),
    };
    rows.set(key, { ...row, done: count });
  }
  const isOpen = (row: VillageRow): boolean => row.target > row.done;
  return [...rows.values()].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}
