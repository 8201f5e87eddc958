import { consentStep } from '../../../capture/index.ts';
import type { Draft } from '../../../ports/field-shelf.ts';
import type { PackageWave, ResponseMode } from '@sipas/shared/wire';
import { instantOf } from '../moment.ts';
import type { FieldServices } from '../services.ts';

/** What the surveyor gives for a household, as typed. */
export interface HouseholdEntry {
  readonly wave: PackageWave;
  readonly commune: string;
  readonly village: string;
  readonly household: string;
  readonly instrument: PackageWave['instruments'][number];
  readonly mode: ResponseMode;
}

/** An interview that has not begun, with its id and time fixed for good. */
export function newDraft(
  { dice, clock, desk }: Pick<FieldServices, 'dice' | 'clock' | 'desk'>,
  { wave, commune, village, household, instrument, mode }: HouseholdEntry,
): Draft {
  return {
    responseId: dice.uuid7(),
    startedAt: instantOf(clock),
    waveId: wave.id,
    instrument: { id: instrument.id, version: instrument.version },
    catalogue: wave.catalogue,
    unit: { commune, village: village.normalize('NFC').trim() },
    household: household.normalize('NFC').trim(),
    mode,
    language: desk.preferences.language,
    consent: null,
    answers: {},
    position: consentStep,
    timings: {},
    activeMs: 0,
  };
}
