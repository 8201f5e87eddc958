import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Connection, connect } from './connect.ts';

const linesPerStep = 2_000;

/**
 * Answers: how many forms of a backup does this store not have?
 * Shape:   open store, file → forms by their hash. What is stored holds its place in the chain of its phone and is found by
 *          that; what is kept apart is found by its hash. Lines that prove nothing are known by no hash of theirs.
 */
export async function formsLacking(store: Connection, file: string): Promise<number> {
  const backup = await connect(file, { readonly: true, fileMustExist: true });
  try {
    const step = backup.prepare(
      `select receipt, content_hash, device_id, epoch, seq from envelopes
       where receipt > ? and content_hash not like 'raw:%' order by receipt limit ${String(linesPerStep)}`,
    );
    const isHeld = heldIn(store);
    let lacking = 0;
    let after = 0;
    for (;;) {
      const lines = step.raw(true).all(after) as HeldLine[];
      lacking += lines.filter((line) => !isHeld(line)).length;
      const last = lines.at(-1);
      if (last === undefined) return lacking;
      after = last[0];
      await nextTurn();
    }
  } finally {
    backup.close();
  }
}

/** Receipt, hash, phone, epoch, number. */
type HeldLine = [number, string, string | null, string | null, number | null];

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
