import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { User } from '../ports/index.ts';
import { visibleWave } from './list-waves.ts';
import type { Refusal } from './refusal.ts';
import type { OpenWave, WaveReader } from './waves/index.ts';

/** Who asks for figures: where they may look, and as what. */
export type FigureReader = Pick<User, 'areas' | 'role'>;

/** Those who make the figures, and may see them while they grow. */
const makers: ReadonlySet<User['role']> = new Set(['analyst', 'admin']);

/**
 * Answers: may figures of this wave be told to this reader?
 * Shape:   who makes the figures sees them as they grow. Everybody else is told figures that stand: those of a frozen wave. Of a
 *          growing one, the table of today less that of yesterday is the few forms that came in between.
 * Source:  decisions 90 and 110.
 * Rule:    W-52
 */
export const isTold = ({ role }: Pick<FigureReader, 'role'>, { wave }: OpenWave): boolean =>
  wave.edition !== undefined || makers.has(role);

/** Answers: the same person, told figures that stand alone: what is made for them passes from hand to hand. */
export const toldStandingOnes = (user: User): User => ({ ...user, role: 'observer' });

/** Answers: a name of those who are told the same figures of the same waves. */
export const namesOfReaders = ({ areas, role }: FigureReader): readonly string[] => [
  makers.has(role) ? 'makers' : 'others',
  ...[...areas].sort(),
];

/**
 * Answers: the wave, for who may be told its figures.
 * Errors:  wave.unknown outside the reader's areas; figures.not-frozen.
 */
export async function toldWave(
  reader: WaveReader,
  user: FigureReader,
  waveId: string,
): Promise<Result<OpenWave, Refusal>> {
  const wave = await visibleWave(reader, user, waveId);
  if (wave === null) return refuse({ code: 'wave.unknown', detail: waveId });
  return isTold(user, wave) ? ok(wave) : refuse({ code: 'figures.not-frozen', detail: waveId });
}
