import { getTableColumns } from 'drizzle-orm';
import type { JudgedLine } from '../ports/index.ts';
import type { Arrival, CurrentRow } from '../storage-rules/current-row.ts';
import { type Countable, villageName } from '../storage-rules/village-name.ts';
import { responses } from './schema.ts';
import { fromStoredText, toStoredText } from './stored-text.ts';
import type { Writing } from './transaction.ts';

type Row = { -readonly [Name in keyof CurrentRow]: CurrentRow[Name] };

const { province: _province, ...known } = getTableColumns(responses);
/** Every column of a row but its province, under the name that rows have here. */
const columns = Object.entries(known)
  .map(([name, column]) => `r.${column.name} as "${name}"`)
  .join(', ');

/** What a batch touches of rows and counts, as it lies there. */
export interface Settling {
  readonly rows: readonly CurrentRow[];
  /** By the name of the village; null: it was asked for, and nobody answered in it. */
  readonly counts: ReadonlyMap<string, Buffer | null>;
}

type Claimed = Pick<Arrival, 'claim' | 'facts'>;

/** Reads the rows of these responses, those that share a slot with what they were or become, and the counts of their villages. */
export async function readSettling(tx: Writing, arrivals: readonly Claimed[]): Promise<Settling> {
  if (arrivals.length === 0) return { rows: [], counts: new Map() };
  const [rows, counts] = await Promise.all([
    readCurrentRows(tx, arrivals),
    readVillages(
      tx,
      arrivals.map(({ facts }) => facts),
    ),
  ]);
  return { rows, counts };
}

async function readCurrentRows(
  { connection, province }: Writing,
  arrivals: readonly Claimed[],
): Promise<readonly CurrentRow[]> {
  const { rows } = await connection.query<Row>({
    name: 'current-rows',
    text: `with own as (
        select * from responses where province = $1 and response_id = any($2)
      ), slots as (
        select slot_key from own where slot_key is not null union select unnest($3::text[])
      )
      select ${columns} from own r
      union
      select ${columns} from responses r join slots on slots.slot_key = r.slot_key
        where r.province = $1 and r.state in ('counted', 'slot-taken')`,
    values: [
      province,
      arrivals.map(({ claim }) => toStoredText(claim.responseId)),
      arrivals.flatMap(({ facts: { slotKey } }) => (slotKey === null ? [] : toStoredText(slotKey))),
    ],
  });
  return rows.map(asWritten);
}

/** A row with its texts as they were. */
function asWritten(row: Row): CurrentRow {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'string' ? fromStoredText(value) : value,
  ]);
  return Object.fromEntries(entries) as CurrentRow;
}

/** Whose phone it is, and when it was handed out. */
export interface Phone {
  readonly userId: string;
  readonly enrolledAt: string;
}

/** Reads the phones that made these lines, by id. */
export async function readPhones(
  { connection, province }: Writing,
  lines: readonly Pick<JudgedLine, 'claim'>[],
): Promise<ReadonlyMap<string, Phone>> {
  const ids = [...new Set(lines.flatMap(({ claim }) => claim?.deviceId ?? []))];
  if (ids.length === 0) return new Map();
  const { rows } = await connection.query<Phone & { readonly id: string }>({
    name: 'phones',
    text: `select id, user_id as "userId", enrolled_at as "enrolledAt" from devices
      where province = $1 and id = any($2)`,
    values: [province, ids.map(toStoredText)],
  });
  return new Map(rows.map(({ id, ...phone }) => [fromStoredText(id), phone]));
}

/** Reads the counts of these villages by their names; null for one that nobody answered in. */
export async function readVillages(
  { connection, province }: Writing,
  places: readonly Omit<Countable, 'packed' | 'mode'>[],
): Promise<ReadonlyMap<string, Buffer | null>> {
  const asked = [...new Map(places.map((place) => [villageName(place), place])).values()];
  if (asked.length === 0) return new Map();
  const { rows } = await connection.query<{
    waveId: string;
    instrumentKey: number;
    commune: string;
    village: string;
    counts: Buffer;
  }>({
    name: 'villages',
    text: `select c.wave_id as "waveId", c.instrument_key as "instrumentKey", c.commune, c.village, c.counts
      from village_counts c join unnest($2::text[], $3::int[], $4::text[], $5::text[]) as asked (w, i, c, v)
        on c.wave_id = asked.w and c.instrument_key = asked.i and c.commune = asked.c and c.village = asked.v
      where c.province = $1`,
    values: [
      province,
      asked.map(({ waveId }) => toStoredText(waveId)),
      asked.map(({ instrumentKey }) => instrumentKey),
      asked.map(({ commune }) => toStoredText(commune)),
      asked.map(({ village }) => toStoredText(village)),
    ],
  });
  return new Map<string, Buffer | null>([
    ...asked.map((place) => [villageName(place), null] as const),
    ...rows.map(({ counts, ...row }) => {
      const name = villageName({
        ...row,
        waveId: fromStoredText(row.waveId),
        commune: fromStoredText(row.commune),
        village: fromStoredText(row.village),
      });
      return [name, counts] as const;
    }),
  ]);
}
