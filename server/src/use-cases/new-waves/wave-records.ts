import { dayInVietnam } from '@sipas/shared/fixes';
import type { Instant, Uuid7 } from '@sipas/shared/kernel';
import { type AnswerCounts, responseCount } from '@sipas/shared/scoring';
import type { WaveRecord } from '@sipas/shared/wire';
import type { CommuneScope, ResponseStore, User, WaveStore } from '../../ports/index.ts';
import {
  type OpenWave,
  type WaveReader,
  isEmptyScope,
  isInScope,
  scopeOf,
} from '../waves/index.ts';

interface RecordNeeds {
  readonly reader: WaveReader;
  readonly waves: Pick<WaveStore, 'makingTimes' | 'statusChanges'>;
  readonly responses: Pick<ResponseStore, 'villageCounts' | 'interviewTimes'>;
}

/**
 * Answers: when was each wave made, opened and closed, on which days was asked, and how many forms count in it?
 * Shape:   the waves that the person may see; forms and plan of the communes of the person. A wave that was made open has no
 *          moment of opening of its own.
 * Units:   days in Vietnam; forms; villages; households.
 * Rule:    W-33
 */
export async function waveRecords(
  { reader, waves, responses }: RecordNeeds,
  user: Pick<User, 'areas'>,
): Promise<readonly WaveRecord[]> {
  const madeAt = await waves.makingTimes();
  const records: WaveRecord[] = [];
  for (const open of await reader.waves()) {
    const scope = scopeOf(user, open);
    if (isEmptyScope(scope)) continue;
    const { id } = open.wave;
    const changes = await waves.statusChanges(id);
    const last = (status: 'open' | 'closed') =>
      (changes.findLast((change) => change.status === status)?.at ?? null) as Instant | null;
    const times = await responses.interviewTimes(id, scope);
    const dayOf = (at: string | undefined) =>
      at === undefined ? null : dayInVietnam(at as Instant);
    const planned = open.villages.filter(({ commune }) => isInScope(scope, commune));
    records.push({
      id: id as Uuid7,
      createdAt: madeAt.get(id) as Instant,
      openedAt: last('open'),
      closedAt: last('closed'),
      firstDay: dayOf(times?.first),
      lastDay: dayOf(times?.last),
      responses: await countResponses(responses, open, scope),
      villages: planned.length,
      target: planned.reduce((sum, { target }) => sum + target, 0),
    });
  }
  return records;
}

async function countResponses(
  responses: RecordNeeds['responses'],
  { wave, versions }: OpenWave,
  scope: CommuneScope,
): Promise<number> {
  let sum = 0;
  for (const { key } of versions)
    for (const { counts } of await responses.villageCounts(wave.id, key, scope))
      sum += responseCount(counts as AnswerCounts);
  return sum;
}
