import { setImmediate as nextTurn } from 'node:timers/promises';
import { withdrawalCode } from '@sipas/shared/response';
import type { CodedForm } from '../ports/index.ts';
import type { Connection } from './connect.ts';

/** So many codes take some milliseconds. */
const idsPerStep = 5_000;

/**
 * Answers: which forms have these codes?
 * Shape:   codes → form by code; one that came and one that is kept apart are found alike. A code is made of the id again
 *          rather than kept, so that it costs nothing when a form comes and needs no migration.
 * Missing: a code that fits two forms fits none: about once in a thousand million.
 * Source:  decision 107.
 * Rule:    H-04
 */
export async function codedForms(
  connection: Connection,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CodedForm>> {
  const wanted = new Set(codes);
  const found = new Map<string, readonly string[]>();
  // The condition is that of the partial index, by which alone the ids are read.
  const step = connection
    .prepare(
      `select distinct response_id from envelopes
       where outcome in ('stored', 'quarantined') and response_id is not null and response_id > ?
       order by response_id limit ${String(idsPerStep)}`,
    )
    .pluck();
  for (let last = ''; wanted.size > 0;) {
    const ids = step.all(last) as readonly string[];
    for (const id of ids) {
      const code = withdrawalCode(id);
      if (wanted.has(code)) found.set(code, [...(found.get(code) ?? []), id]);
    }
    const end = ids.at(-1);
    if (end === undefined) break;
    last = end;
    await nextTurn();
  }
  const place = connection.prepare(
    `select coalesce(r.wave_id, e.wave_id), coalesce(r.commune, e.commune), w.response_id from envelopes e
     left join responses r on r.response_id = e.response_id
     left join withdrawn_forms w on w.response_id = e.response_id
     where e.response_id = ? and e.outcome in ('stored', 'quarantined') order by e.receipt desc limit 1`,
  );
  return new Map(
    [...found].flatMap(([code, [responseId = '', ...others]]) => {
      if (others.length > 0) return [];
      const [waveId, commune, withdrawn] = place.raw(true).get(responseId) as (string | null)[];
      const lies = { waveId: waveId ?? null, commune: commune ?? null };
      return [[code, { responseId, ...lies, isWithdrawn: withdrawn !== null }] as const];
    }),
  );
}
