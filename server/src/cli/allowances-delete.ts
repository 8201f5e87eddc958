import { refuse } from '@sipas/shared/kernel';
import { optional, takePositionals } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done, withStorage } from './with-storage.ts';

/**
 * Deletes who signed for the allowance, once the wave is closed and the money accounted for (decision D15). It asks
 * nothing and names nobody; the answers stay as they are.
 * Rule: L-08
 */
export const allowancesDeleteCommand: Command = {
  words: ['allowances', 'delete'],
  summary: 'delete every allowance receipt of a wave; prints how many there were',
  usage: `--wave ID | --unplaced
  --wave ID     the wave whose names and signatures go for good; its answers stay
  --unplaced    those that name no wave of this store, or cannot be read`,
  options: { wave: { type: 'string' }, unplaced: { type: 'boolean' } },
  run({ values, positionals, config }) {
    takePositionals(positionals, 0, 0);
    const waveId = optional(values, 'wave');
    const isUnplaced = values['unplaced'] === true;
    if ((waveId !== undefined) === isUnplaced)
      throw new UsageFault('say --wave ID or --unplaced, one of them');
    return withStorage(config, async ({ waves, allowances }) => {
      const known = await waves.waves();
      if (waveId !== undefined && known.every(({ id }) => id !== waveId))
        return refuse({ code: 'wave.unknown', detail: waveId });
      const deleted = await allowances.deleteWave(waveId ?? null);
      return done({ deleted }, `Đã xóa · deleted: ${String(deleted)}`);
    });
  },
};
