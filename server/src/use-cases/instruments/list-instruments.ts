import type { Uuid7 } from '@sipas/shared/kernel';
import { criteriaOf, questionsOf } from '@sipas/shared/questionnaire';
import type { InstrumentSummary } from '@sipas/shared/wire';
import type { User, WaveStore } from '../../ports/index.ts';
import { type WaveReader, isEmptyScope, scopeOf } from '../waves/index.ts';
import { printVersionName, storedVersions } from './stored-versions.ts';

/**
 * Answers: which instruments are there, in which versions, and which waves ask each?
 * Shape:   every instrument of the store by its id, its versions with the newest first; of the waves only those with a
 *          commune in the person's areas, in the order of the store.
 * Missing: an instrument that no wave asks has no waves.
 * Source:  contract of the interface: instruments.
 * Rule:    W-40
 */
export async function listInstruments(
  { waves, reader }: { readonly waves: WaveStore; readonly reader: WaveReader },
  user: Pick<User, 'areas'>,
): Promise<readonly InstrumentSummary[]> {
  const visible = (await reader.waves()).filter((wave) => !isEmptyScope(scopeOf(user, wave)));
  const versions = [...(await storedVersions(waves))].reverse();
  const ids = [...new Set(versions.map(({ id }) => id))].sort();
  return ids.map((id) => {
    const own = versions.filter((one) => one.id === id);
    return {
      id,
      title: own[0]?.definition.title.vi ?? id,
      versions: own.map((one) => ({
        ...printVersionName(one),
        questions: questionsOf(one.definition).length,
        criteria: criteriaOf(one.definition).length,
        waves: visible
          .filter(({ wave }) => wave.instrumentKeys.includes(one.key))
          .map(({ wave }) => ({ id: wave.id as Uuid7, name: wave.name })),
      })),
    };
  });
}
