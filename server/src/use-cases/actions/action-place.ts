import { type ReportLevel, createReportLevel } from '@sipas/shared/admin-units';
import { questionsOf } from '@sipas/shared/questionnaire';
import type { User } from '../../ports/index.ts';
import { createIsShown, unitsOfLevel } from '../report-scores/index.ts';
import { type OpenInstrument, type OpenWave, scopeOf } from '../waves/index.ts';

/** Where an action lies: the names behind its codes, and which of its units a person may see. */
export interface ActionPlace {
  readonly level: ReportLevel | null;
  readonly instrument: OpenInstrument | undefined;
  readonly unitNames: ReadonlyMap<string, string>;
  readonly criterionNames: ReadonlyMap<string, string>;
  readonly isShown: (unit: string) => boolean;
}

/** Answers: the units of a level and the criteria of a form, by name, and which units this person may see. */
export function openActionPlace(
  wave: OpenWave,
  user: Pick<User, 'areas'>,
  { level: asked, instrumentId }: { readonly level: string; readonly instrumentId: string },
): ActionPlace {
  const found = createReportLevel(wave.catalogue, wave.groupings, asked);
  // Villages are in no catalogue, so no later wave can be set beside them.
  const level = found.ok && asked !== 'village' ? found.value : null;
  const instrument = wave.instruments.find(({ id }) => id === instrumentId);
  const criteria = instrument === undefined ? [] : questionsOf(instrument.definition);
  return {
    level,
    instrument,
    unitNames: new Map(
      level === null ? [] : unitsOfLevel(level, wave).map(({ code, name }) => [code, name]),
    ),
    criterionNames: new Map(
      criteria
        .filter(({ factor }) => factor !== undefined)
        .map(({ code, text }) => [code, text.vi]),
    ),
    isShown: level === null ? () => false : createIsShown(wave, level, scopeOf(user, wave)),
  };
}
