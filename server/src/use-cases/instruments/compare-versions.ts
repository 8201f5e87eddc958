import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { compareInstruments, gradeOfEffect, nameOfFigure } from '@sipas/shared/questionnaire';
import type { InstrumentDiff } from '@sipas/shared/wire';
import type { WaveStore } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { type StoredVersion, printVersionName, storedVersions } from './stored-versions.ts';

/** Which two versions, each by its whole SHA-256. */
export interface AskedVersions {
  readonly before: string;
  readonly after: string;
}

/**
 * Answers: what do two stored versions of an instrument say differently, and what does that do to the figures?
 * Shape:   id and two versions → the differences of Q-40 in their order, each with its effect, and the verdict of Q-20.
 * Errors:  instrument.not-found; instrument.version-not-found for either version that the store does not have;
 *          instrument.other-instrument for either that is of another instrument.
 * Source:  decision 101.
 * Rule:    W-41
 */
export async function compareVersions(
  store: Pick<WaveStore, 'instruments'>,
  id: string,
  asked: AskedVersions,
): Promise<Result<InstrumentDiff, Refusal>> {
  const stored = await storedVersions(store);
  if (!stored.some((one) => one.id === id))
    return refuse({ code: 'instrument.not-found', detail: id });
  const before = versionOf(stored, id, asked.before);
  if (!before.ok) return before;
  const after = versionOf(stored, id, asked.after);
  if (!after.ok) return after;
  const both = [before.value.definition, after.value.definition] as const;
  const found = compareInstruments(...both);
  return ok({
    instrument: id,
    before: printVersionName(before.value),
    after: printVersionName(after.value),
    verdict: found.verdict,
    rows: found.differences.map((one) => ({
      ...one,
      grade: gradeOfEffect(one.effect),
      figures: one.figures.map((figure) => ({ ...figure, label: nameOfFigure(both, figure) })),
    })),
  });
}

function versionOf(
  stored: readonly StoredVersion[],
  id: string,
  version: string,
): Result<StoredVersion, Refusal> {
  const found = stored.filter((one) => one.version === version);
  const own = found.find((one) => one.id === id);
  if (own !== undefined) return ok(own);
  const [other] = found;
  return other === undefined
    ? refuse({ code: 'instrument.version-not-found', detail: version })
    : refuse({ code: 'instrument.other-instrument', detail: other.id });
}
