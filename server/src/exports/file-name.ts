import { foldText } from '@sipas/shared/kernel';

/**
 * Answers: the name of a downloaded file, in letters that every system keeps.
 * Shape:   what it is, the wave's name, and further parts → `sipas_scores_dot-khao-sat-2026_commune.csv`.
 */
export function exportFileName(
  what: string,
  waveName: string,
  ...parts: readonly string[]
): string {
  const names = ['sipas', what, waveName, ...parts].map((part) =>
    foldText(part)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return `${names.filter((name) => name !== '').join('_')}.csv`;
}
