import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { takeLots } from '@sipas/shared/scoring';
import type { CountedPlace, DeviceActStore, Edition, FormChange, User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { judgeLate } from '../sync/judge-late.ts';
import type { SurveyContext } from '../sync/survey-context.ts';
import type { OpenWave } from '../waves/index.ts';
import { type FreezeNeeds, settingsOf } from './freeze-wave.ts';
import { wholeWave } from './whole-wave.ts';

export interface EditionNeeds extends FreezeNeeds {
  readonly context: SurveyContext;
  readonly deviceActs: Pick<DeviceActStore, 'settleMisplaced'>;
}

/**
 * Answers: the next edition of a frozen wave, with what came late.
 * Shape:   wave and reason → forms that waited because the wave was closed are judged; those villages in which enough people
 *          changed are taken in (W-22), the others wait for a later edition. Kept with who, when, why and how many.
 * Errors:  wave.unknown; permission.denied for who does not see the whole of it; wave.not-frozen; edition.reason-missing;
 *          edition.nothing-new where no form differs; edition.too-few, naming how many people's forms do, where no village may
 *          be taken in: then the figures stand, and what was judged is kept.
 * Source:  decision 90.
 * Rule:    W-25
 */
export async function makeEdition(
  needs: EditionNeeds,
  actor: User | null,
  waveId: string,
  reason: string,
): Promise<Result<Edition, Refusal>> {
  const wave = await wholeWave(needs, actor, waveId);
  if (!wave.ok) return wave;
  const last = wave.value.wave.edition;
  if (last === undefined) return refuse({ code: 'wave.not-frozen', detail: waveId });
  const why = reason.normalize('NFC').trim();
  if (why === '') return refuse({ code: 'edition.reason-missing' });
  await judgeLate(needs, waveId);
  const changes = await needs.editions.changes(waveId);
  if (changes.length === 0) return refuse({ code: 'edition.nothing-new' });
  const taken = await chooseLots(needs, wave.value, changes);
  if (taken.length === 0)
    return refuse({ code: 'edition.too-few', detail: String(changes.length) });
  const about = { waveId, edition: last + 1, userId: actor?.id ?? null, reason: why };
  const kept = await needs.editions.add(
    { ...about, settings: settingsOf(wave.value, needs.software) },
    taken,
    {
      added: taken.filter(({ before }) => before === null).length,
      removed: taken.filter(({ after }) => after === null).length,
      changed: taken.filter(({ before, after }) => before !== null && after !== null).length,
      waiting: changes.length - taken.length,
    },
    needs.clock.now(),
  );
  return kept === null ? refuse({ code: 'edition.changed', detail: waveId }) : ok(kept);
}

const printPlace = ({ instrumentKey, commune, village }: CountedPlace): string =>
  [String(instrumentKey), commune, village].join('\n');

async function chooseLots(
  { editions }: Pick<EditionNeeds, 'editions'>,
  { wave, ladder }: OpenWave,
  changes: readonly FormChange[],
): Promise<readonly FormChange[]> {
  const sizes = await editions.sizes(wave.id);
  const counted = changes.flatMap(({ before, after }) => [before, after]);
  const places = new Map(
    [...sizes, ...counted.filter((place) => place !== null)].map((place) => [
      printPlace(place),
      place,
    ]),
  );
  const print = (place: CountedPlace | null) => (place === null ? null : printPlace(place));
  const taken = takeLots({
    changes: changes.map((form) => ({
      form,
      before: print(form.before),
      after: print(form.after),
      slots: form.slots,
    })),
    sizes: new Map(sizes.map((size) => [printPlace(size), size.people])),
    unitsOf(name) {
      const place = places.get(name);
      if (place === undefined) return [];
      const units = ladder.unitsOf(place.commune, place.village);
      return units.map((code, level) => `${String(place.instrumentKey)} ${String(level)} ${code}`);
    },
    minimumCell: wave.minimumCell,
  });
  return taken.map(({ form }) => form);
}
