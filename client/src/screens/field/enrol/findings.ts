import type { FieldPackage } from '@sipas/shared/wire';
import { clockError } from '../../../capture/index.ts';
import type { SetupText } from '../../../text/field/setup.ts';

/** One line of the ready-to-go check. `bad` keeps the phone from starting, `warn` does not. */
export interface Finding {
  readonly key: string;
  readonly mark: 'ok' | 'warn' | 'bad';
  readonly say: (words: SetupText) => string;
}

export const appFinding = (isKept: boolean): Finding => ({
  key: 'app',
  mark: isKept ? 'ok' : 'bad',
  say: ({ ready }) => (isKept ? ready.app : ready.appNot),
});

export function waveFinding(fieldPackage: FieldPackage, broken: readonly string[]): Finding {
  const { waves, instruments } = fieldPackage;
  if (waves.length === 0) return { key: 'wave', mark: 'bad', say: ({ ready }) => ready.noWave };
  if (broken.length > 0) return { key: 'wave', mark: 'bad', say: ({ ready }) => ready.waveNot };
  return {
    key: 'wave',
    mark: 'ok',
    say: ({ ready }) => ready.wave(waves.length, instruments.length),
  };
}

export const storageFinding = (isPersisted: boolean | null): Finding => ({
  key: 'storage',
  mark: isPersisted === true ? 'ok' : 'warn',
  say: ({ ready }) => (isPersisted === true ? ready.storage : ready.storageNot),
});

export function clockFinding(offsetMs: number | null): Finding {
  const error = clockError(offsetMs);
  return {
    key: 'clock',
    mark: error === null ? 'ok' : 'warn',
    say: ({ ready }) => (error === null ? ready.clock : ready.clockOff(error)),
  };
}

export function villageFinding({ waves }: FieldPackage): Finding {
  const villages = waves.flatMap(({ units }) => units.flatMap((unit) => unit.villages));
  const households = villages.reduce((sum, { target }) => sum + target, 0);
  return {
    key: 'villages',
    mark: 'ok',
    say: ({ ready }) =>
      villages.length === 0 ? ready.noVillages : ready.villages(villages.length, households),
  };
}
