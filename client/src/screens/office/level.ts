import type { Wave } from '@sipas/shared/wire';

type Level = Wave['levels'][number];

const isReportingArea = ({ level }: Level): boolean =>
  level === 'district' || level.startsWith('grouping:');

/**
 * Answers: the level that a screen shows: the one in its address where the wave has it, else the districts (or the
 * first grouping that stands for them), else the communes, else whatever the wave has.
 * Missing: a wave without levels gives "province", which every catalogue has.
 */
export function chooseLevel(wave: Wave, asked: string | undefined): Level {
  return (
    wave.levels.find(({ level }) => level === asked) ??
    wave.levels.find(isReportingArea) ??
    wave.levels.find(({ level }) => level === 'commune') ??
    wave.levels[0] ?? { level: 'province', label: 'province' }
  );
}
