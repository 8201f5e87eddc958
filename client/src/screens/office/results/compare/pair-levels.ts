import type { Wave } from '@sipas/shared/wire';
import { offeredLevels } from '../../level.ts';

/** Answers: at which levels can two units be set beside each other? Villages are too small for it, and there is one province. */
export const pairLevels = (wave: Wave): Wave['levels'] =>
  offeredLevels(wave).filter(({ level }) => level !== 'village' && level !== 'province');

/** Answers: of which wholes can the rest be taken? The province, and for communes what groups them. */
export const wholeLevels = (wave: Wave, own: string): Wave['levels'] =>
  offeredLevels(wave).filter(
    ({ level }) =>
      level === 'province' || (own === 'commune' && level !== 'commune' && level !== 'village'),
  );
