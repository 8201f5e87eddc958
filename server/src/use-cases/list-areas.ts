import { communesOf, createReportLevel } from '@sipas/shared/admin-units';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { AreaList } from '@sipas/shared/wire';
import type { User } from '../ports/index.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import type { WaveReader } from './waves/index.ts';

/**
 * Answers: which unit of a level holds each commune of a wave?
 * Shape:   wave and level → every commune of the wave's catalogue, in the order of codes, whatever the person may see of its
 *          figures: where it lies is no secret.
 * Errors:  wave.unknown; report.unknown-level, for villages too, which lie inside a commune.
 * Rule:    G-12
 */
export async function listAreas(
  reader: WaveReader,
  user: Pick<User, 'areas'>,
  waveId: string,
  asked: string,
): Promise<Result<AreaList, Refusal>> {
  const wave = await visibleWave(reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown' });
  const level = createReportLevel(wave.catalogue, wave.groupings, asked);
  if (!level.ok || level.value.units.length === 0)
    return refuse({ code: 'report.unknown-level', detail: asked });
  const { unitOf } = level.value;
  return ok({
    catalogue: wave.wave.catalogue,
    level: asked,
    communes: communesOf(wave.catalogue).map(({ code }) => {
      const { code: area, name } = unitOf(code, '');
      return { code, area, areaName: name };
    }),
  });
}
