import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Connection, connect } from './connect.ts';
import { contentHash } from '../storage-rules/recount.ts';

/** So many lines of a form each are opened in some milliseconds: no step holds serving up for longer. */
const linesPerStep = 200;

/** A form that lacks: where it lies in the backup, and the ends of the hashes under one of which it would be here. */
interface LackingForm {
  readonly receipt: number;
  readonly hashEnds: readonly number[];
}

/** What a comparison found, kept for the next one. */
export interface Lacking {
  readonly forms: readonly LackingForm[];
  /** The highest receipt of the store when the comparison began: only lines after it can bring what lacks. */
  readonly askedAt: number;
}

/**
 * Answers: which forms of a backup does this store not have?
 * Shape:   open store, file → its forms that lack. A form is here where its content holds its place in the chain of its phone,
 *          or is kept apart under its hash, or where its very bytes wait: a line that waited there for an unknown phone may
 *          have been stored here since, and one that was stored there may wait here. A form that the backup holds twice, as it
 *          waited and as it was judged again, is one. Lines that prove nothing are known by their bytes. With what was found
 *          before it asks again only for those of which a line came since under one of their hashes: a backup never changes,
 *          and a form that is here stays here. In short steps, so that serving goes on.
 */
export async function formsLacking(
  store: Connection,
  file: string,
  before?: Lacking,
): Promise<Lacking> {
  if (before?.forms.length === 0) return before;
  const askedAt = Number(store.prepare('select max(receipt) from envelopes').pluck().get() ?? 0);
  if (before === undefined) return { forms: await lackingOf(store, file), askedAt };
  const came = await hashEndsAfter(store, before.askedAt);
  const mayBeHere = before.forms.filter(({ hashEnds }) => hashEnds.some((end) => came.has(end)));
  if (mayBeHere.length === 0) return { forms: before.forms, askedAt };
  const asked = new Set(mayBeHere.map(({ receipt }) => receipt));
  const still = await lackingOf(store, file, [...asked]);
  return {
    forms: [...before.forms.filter(({ receipt }) => !asked.has(receipt)), ...still],
    askedAt,
  };
}

/** Those that lack of all lines of a file, or of some. */
async function lackingOf(
  store: Connection,
  file: string,
  asked?: readonly number[],
): Promise<LackingForm[]> {
  const backup = await connect(file, { readonly: true, fileMustExist: true });
  try {
    const lackingForm = createLackingForm(store, backup);
    const forms: LackingForm[] = [];
    for await (const lines of asked === undefined ? allOf(backup) : someOf(backup, asked))
      forms.push(...lines.map(lackingForm).filter((form) => form !== null));
    return forms;
  } finally {
    backup.close();
  }
}

const heldLine = 'select receipt, content_hash, device_id, epoch, seq from envelopes';

const allOf = (backup: Connection): AsyncIterable<readonly HeldLine[]> =>
  inSteps<HeldLine>(backup.prepare(`${heldLine} ${stepAfter}`), 0);

async function* someOf(
  backup: Connection,
  receipts: readonly number[],
): AsyncIterable<readonly HeldLine[]> {
  const one = backup.prepare(`${heldLine} where receipt = ?`).raw(true);
  for (let from = 0; from < receipts.length; from += linesPerStep) {
    const asked = receipts.slice(from, from + linesPerStep);
    yield asked.flatMap((receipt) => one.all(receipt) as HeldLine[]);
    await nextTurn();
  }
}

/** The ends of the hashes of all lines that came after a receipt. */
async function hashEndsAfter(store: Connection, receipt: number): Promise<ReadonlySet<number>> {
  const ends = new Set<number>();
  const step = store.prepare(`select receipt, content_hash from envelopes ${stepAfter}`);
  for await (const lines of inSteps<[number, string]>(step, receipt))
    for (const [, hash] of lines) ends.add(hashEnd(hash));
  return ends;
}

const stepAfter = `where receipt > ? order by receipt limit ${String(linesPerStep)}`;

/** The lines after a receipt; between two steps others have their turn. */
async function* inSteps<Line extends readonly [number, ...unknown[]]>(
  step: ReturnType<Connection['prepare']>,
  after: number,
): AsyncIterable<readonly Line[]> {
  for (let last = after; ;) {
    const lines = step.raw(true).all(last) as Line[];
    const end = lines.at(-1);
    if (end === undefined) return;
    yield lines;
    last = end[0];
    await nextTurn();
  }
}

/** Twelve signs of a hash in a number: a whole one for each of many forms would fill the memory. It decides nothing alone. */
const hashEnd = (hash: string): number => Number.parseInt(hash.slice(-12), 16);

function createLackingForm(
  store: Connection,
  backup: Connection,
): (line: HeldLine) => LackingForm | null {
  const bytesOf = backup.prepare('select line, code from envelopes where receipt = ?').raw(true);
  const [isHere, isThere] = [heldIn(store), heldIn(backup)];
  return (line) => {
    if (isHere(line)) return null;
    const [receipt, hash] = line;
    const [bytes, code] = bytesOf.get(receipt) as [Buffer, string | null];
    // Of a key that is named twice nobody knows which value was meant: only its bytes are that line.
    const other = !isKeptByBytes(line)
      ? asBytes(bytes)
      : code === 'line.duplicate-key'
        ? null
        : asProven(bytes);
    // What waited and was judged again there is counted as the line that it became.
    if (other !== null && (isHere(other) || (isKeptByBytes(line) && isThere(other)))) return null;
    return { receipt, hashEnds: [hash, ...(other === null ? [] : [other[1]])].map(hashEnd) };
  };
}

/** Receipt, hash, phone, epoch, number. */
type HeldLine = readonly [number, string, string | null, string | null, number | null];

const isKeptByBytes = ([, hash]: HeldLine): boolean => hash.startsWith('raw:');

const asBytes = (bytes: Buffer): HeldLine => [
  0,
  `raw:${createHash('sha256').update(bytes).digest('hex')}`,
  null,
  null,
  null,
];

/** The place that a line claims, with the hash that its content has, whatever it says of it; null where it is no envelope. */
function asProven(bytes: Buffer): HeldLine | null {
  const hash = contentHash({ contentHash: '', line: bytes });
  if (hash === 'unreadable') return null;
  const { deviceId, epoch, seq } = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  if (typeof deviceId !== 'string' || typeof epoch !== 'string' || typeof seq !== 'number')
    return null;
  return [0, hash, deviceId, epoch, seq];
}

function heldIn(store: Connection): (line: HeldLine) => boolean {
  const inChain = store
    .prepare(
      'select 1 from envelopes where device_id = ? and epoch = ? and seq = ? and holds_seq = 1 and content_hash = ?',
    )
    .pluck();
  const apart = store
    .prepare("select 1 from envelopes where content_hash = ? and outcome <> 'stored'")
    .pluck();
  return ([, hash, deviceId, epoch, seq]) =>
    inChain.get(deviceId, epoch, seq, hash) !== undefined || apart.get(hash) !== undefined;
}
