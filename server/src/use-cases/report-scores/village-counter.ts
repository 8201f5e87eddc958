import type { AnswerCounts, Breakdown } from '@sipas/shared/scoring';
import { addResponse, createCounts, responseCount } from '@sipas/shared/scoring';
import type { CountedChange, CountedResponses, ResultJournal } from '../../ports/index.ts';
import { type CountRequest, type VillageGroups, countVillages, inOrder } from './unit-counts.ts';

/** Answers: the counts of every village with a counted response, per group of a breakdown; nobody may change them. */
export type VillageCounter = (request: CountRequest) => Promise<readonly VillageGroups[]>;

/** Counts read for every table anew: for commands, which ask once. */
export const countAnew =
  (responses: CountedResponses): VillageCounter =>
  (request) =>
    countVillages(responses, request);

/** Counts of responses that nobody changes any more: read once. */
export const countOnce = (responses: CountedResponses): VillageCounter =>
  createVillageCounter({ responses, journal: { version: () => '', changesSince: () => [] } });

interface Kept {
  readonly version: string;
  readonly villages: Promise<readonly VillageGroups[]>;
  /** Numbers held; 0 until they are read. */
  size: number;
}

/** So many numbers of four bytes are kept: 20 divisions of a province's thousand villages, or one of a nation's. */
const mostNumbers = 24_000_000;

/**
 * Answers: the same counts as reading them anew, without reading them while nothing changed.
 * Shape:   the same counts are the very same object, until they differ, so that whatever was worked out of them holds as
 *          long: those of a wave in which nothing came, and those of an edition. Those by groups are read from all responses;
 *          when some of these changed since, only their villages are counted on, in copies. What was asked for longest ago goes when too much is kept; several who ask wait for one reading.
 * Errors:  a reading that failed is not kept.
 * Rule:    A-101
 */
export function createVillageCounter({
  responses,
  journal,
}: {
  readonly responses: CountedResponses;
  readonly journal: ResultJournal;
}): VillageCounter {
  const kept = new Map<string, Kept>();

  function keep(key: string, version: string, villages: Kept['villages']): Kept['villages'] {
    const one: Kept = { version, villages, size: 0 };
    kept.delete(key);
    kept.set(key, one);
    villages.then(
      (read) => {
        one.size = sizeOf(read);
        dropOldest();
      },
      () => {
        if (kept.get(key) === one) kept.delete(key);
      },
    );
    return villages;
  }

  function dropOldest(): void {
    let size = [...kept.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [key, one] of kept) {
      if (size <= mostNumbers || kept.size === 1) return;
      size -= one.size;
      kept.delete(key);
    }
  }

  return (request) => {
    const { wave, instrument, breakdown } = request;
    const key = JSON.stringify([
      wave.wave.id,
      wave.wave.edition ?? null,
      instrument.keys,
      breakdown?.question ?? null,
      request.isGuarding === true,
    ]);
    const version = journal.version();
    const known = kept.get(key);
    if (known?.version === version) return keep(key, version, known.villages);
    const changes = known && journal.changesSince(known.version);
    // The reading begins in this very turn: what it sees is of this state.
    const readAnew = () => keep(key, version, countVillages(responses, request));
    if (known === undefined || changes === null || changes === undefined) return readAnew();
    const own = changes.filter(isOf(request));
    if (breakdown === null)
      return own.length === 0 || wave.wave.edition !== undefined
        ? keep(key, version, known.villages)
        : readAnew();
    // The groups of a frozen wave are those of its first edition, whatever came since.
    if (wave.wave.edition !== undefined) return readAnew();
    return keep(
      key,
      version,
      known.villages.then((villages) => countOn(villages, own, { ...request, breakdown })),
    );
  };
}

const isOf =
  ({ wave, instrument }: CountRequest) =>
  ({ waveId, instrumentKey }: CountedChange): boolean =>
    waveId === wave.wave.id && instrument.keys.includes(instrumentKey);

const sizeOf = (villages: readonly VillageGroups[]): number =>
  villages.reduce((sum, { counts }) => sum + counts.length * (counts[0]?.length ?? 0), 0);

/** Answers: the counts after some responses began to count, or count no more. */
function countOn(
  villages: readonly VillageGroups[],
  changes: readonly CountedChange[],
  { instrument, breakdown }: CountRequest & { readonly breakdown: Breakdown },
): readonly VillageGroups[] {
  if (changes.length === 0) return villages;
  const byPlace = new Map(villages.map((one) => [placeOf(one), one]));
  const copied = new Set<string>();
  for (const { commune, village, packed, mode, by } of changes) {
    const place = placeOf({ commune, village });
    const known = byPlace.get(place);
    if (!copied.has(place)) {
      copied.add(place);
      const counts =
        known?.counts.map((table) => table.slice()) ??
        breakdown.groups.map(() => createCounts(instrument.layout));
      byPlace.set(place, { commune, village, counts });
    }
    const table = byPlace.get(place)?.counts[breakdown.groupOf({ packed, mode })];
    addResponse(instrument.layout, table as AnswerCounts, packed, by);
  }
  const isAnybody = ({ counts }: VillageGroups) => counts.some((table) => responseCount(table) > 0);
  return inOrder([...byPlace.values()].filter(isAnybody));
}

const placeOf = ({ commune, village }: Pick<VillageGroups, 'commune' | 'village'>): string =>
  `${commune}/${village}`;

/**
 * Answers: by the counts of which villages does the gate decide what is hidden in a table?
 * Shape:   what the table counts → that itself, but of a later edition of a frozen wave what the first counted: a unit that
 *          was too small then could else be found by laying the tables of two editions together. Tables of groups are of the
 *          first edition anyhow.
 * Source:  decision 90.
 * Rule:    W-28
 */
export const guardingVillages = async (
  countVillages: VillageCounter,
  request: CountRequest,
  counted: readonly VillageGroups[],
): Promise<readonly VillageGroups[]> => {
  const { edition = 1 } = request.wave.wave;
  return request.breakdown !== null || edition === 1
    ? counted
    : countVillages({ ...request, isGuarding: true });
};
