import type { SentPlaces, SentTable, TableToMake } from './messages.ts';

type Places = NonNullable<SentPlaces['places']>;

/** Each holds the counts of a wave, tens of megabytes where people are divided. */
const mostHeld = 8;

/** What one thread has, from its beginning. */
interface Sender {
  /** Answers: the table to be sent, with its places where the thread does not have them. */
  pack(table: TableToMake): SentTable;
  /** What was packed last could not be sent. */
  failed(): void;
}

/** Answers: which places does the thread have, so that the same ones are sent once? */
export function createSender(): Sender {
  const idByPlaces = new Map<Places, number>();
  let next = 1;
  let last: SentPlaces & { readonly of: Places } = { id: 0, places: null, forget: [], of: [] };
  let unsaid: readonly number[] = [];
  return {
    pack(table) {
      const { places } = table.asked;
      const known = idByPlaces.get(places);
      const id = known ?? next++;
      idByPlaces.delete(places);
      idByPlaces.set(places, id);
      const forget = [...unsaid];
      unsaid = [];
      for (const [oldest, its] of idByPlaces) {
        if (idByPlaces.size <= mostHeld) break;
        idByPlaces.delete(oldest);
        forget.push(its);
      }
      last = { id, places: known === undefined ? places : null, forget, of: places };
      const { of: _of, ...sent } = last;
      return { table: { ...table, asked: { ...table.asked, places: [] } } as TableToMake, sent };
    },
    failed() {
      unsaid = last.forget;
      if (last.places !== null) idByPlaces.delete(last.of);
    },
  };
}

/** In the thread: the table with its places, which are the very same object each time. */
export function createReceiver(): (message: SentTable) => TableToMake {
  const placesById = new Map<number, Places>();
  return ({ table, sent: { id, places, forget } }) => {
    for (const one of forget) placesById.delete(one);
    if (places !== null) placesById.set(id, places);
    return { ...table, asked: { ...table.asked, places: placesById.get(id) } } as TableToMake;
  };
}
