import type { Wave } from '@sipas/shared/wire';

type Level = Wave['levels'][number];

const isReportingArea = ({ level }: Level): boolean =>
  level === 'district' || level.startsWith('grouping:');

/**
 * Answers: the levels to choose from, each name once: a grouping that stands for the districts may be offered under
 * both names, and a list that says the same thing twice helps nobody.
 */
export const offeredLevels = (wave: Wave): readonly Level[] =>
  wave.levels.filter(({ label }, place) => firstNamed(wave, label) === place);

const firstNamed = (wave: Wave, name: string): number =>
  wave.levels.findIndex(({ label }) => label === name);

/**
 * Answers: the level that a screen shows: the one in its address where the wave has it, else the districts (or the
 * first grouping that stands for them), else the communes, else whatever the wave has.
 * Missing: a wave without levels gives "province", which every catalogue has.
 */
export function chooseLevel(wave: Wave, asked: string | undefined): Level {
  const offered = offeredLevels(wave);
  const named = wave.levels.find(({ level }) => level === asked)?.label;
  return (
    offered.find(({ label }) => label === named) ??
    offered.find(isReportingArea) ??
    offered.find(({ level }) => level === 'commune') ??
    offered[0] ?? { level: 'province', label: 'province' }
  );
}
