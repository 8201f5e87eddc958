import type { ScoreTable } from '@sipas/shared/wire';

export interface NamedUnit {
  readonly code: string;
  readonly name: string;
}

/** Answers: the units of a table, each once, in its order. */
export function unitsOf({ rows }: Pick<ScoreTable, 'rows'>): readonly NamedUnit[] {
  const names = new Map(rows.map(({ unit, unitName }) => [unit, unitName]));
  return [...names].map(([code, name]) => ({ code, name }));
}

/**
 * Answers: of which unit are the five answers drawn?
 * Shape:   the one in the address; without one, the first of the table.
 * Missing: no unit where the address names one that is not in the table, which is told and not passed over.
 */
export function chooseStackUnit(
  units: readonly NamedUnit[],
  choices: Readonly<Record<string, string>>,
): { readonly unit: NamedUnit | null; readonly asked: string } {
  const asked = choices['donvi'] ?? units[0]?.code ?? '';
  return { unit: units.find(({ code }) => code === asked) ?? null, asked };
}
