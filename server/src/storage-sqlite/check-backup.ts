import { createHash } from 'node:crypto';
import type { BackupCheck, StoreDifference } from '../ports/index.ts';
import { checkAudit } from './check-audit.ts';
import { checkFile } from './check-file.ts';
import { type Connection, connect } from './connect.ts';
import { driverCode, isDamage } from './driver-code.ts';
import type { OpenStore } from './open-store.ts';
import { contentHash } from '../storage-rules/recount.ts';

/**
 * Answers: is a copy of this store whole, and does it hold all that the store has up to its highest receipt?
 * Shape:   store, file → what the copy holds, read from its bytes alone. Structure and references of the file; every
 *          envelope hashed again, so that its content and its place in the chain of its phone are as they came; the
 *          same receipts with the same hashes as in the store.
 * Errors:  what is wrong is a difference; throws where the file cannot be opened at all.
 * Rule:    B-05
 */
export async function checkBackup(store: OpenStore, file: string): Promise<BackupCheck> {
  const connection = await connect(file, { readonly: true, fileMustExist: true });
  try {
    return readCopy(store, connection, file);
  } catch (error) {
    if (!isDamage(driverCode(error))) throw error;
    const differences = [broken('integrity', file, String(error))];
    return { incarnation: '', receipt: 0, envelopes: 0, counted: 0, differences };
  } finally {
    connection.close();
  }
}

function readCopy(store: OpenStore, connection: Connection, file: string): BackupCheck {
  const differences: StoreDifference[] = [...checkFile(connection), ...checkAudit(connection)];
  let envelopes = 0;
  let receipt = 0;
  for (const held of heldLines(connection)) {
    envelopes++;
    receipt = held.receipt;
    const hash = contentHash(held);
    if (hash !== held.contentHash)
      differences.push({
        check: 'envelope-hash',
        where: `receipt ${String(held.receipt)}`,
        stored: held.contentHash,
        expected: hash,
      });
  }
  const [here, there] = [
    identityUpTo(store.connection, receipt),
    identityUpTo(connection, receipt),
  ];
  if (here !== there)
    differences.push({ check: 'backup-content', where: file, stored: there, expected: here });
  const incarnation = incarnationOf(connection);
  return { incarnation, receipt, envelopes, counted: countedIn(connection), differences };
}

/** Only what every version of the tables has: a backup may be older than the store. */
function* heldLines(connection: Connection) {
  const rows = connection
    .prepare('select receipt, content_hash, line from envelopes order by receipt')
    .raw(true)
    .iterate() as Iterable<[number, string, Buffer]>;
  for (const [receipt, hash, line] of rows) yield { receipt, contentHash: hash, line };
}

const countedIn = (connection: Connection): number =>
  Number(
    connection.prepare("select count(*) from responses where state = 'counted'").pluck().get(),
  );

/** Answers: which life of the store, and every receipt with its hash up to a bound, as one short text. */
function identityUpTo(connection: Connection, receipt: number): string {
  const rows = connection
    .prepare('select receipt, content_hash from envelopes where receipt <= ? order by receipt')
    .raw(true)
    .iterate(receipt) as Iterable<[number, string]>;
  const digest = createHash('sha256');
  let count = 0;
  for (const [number, hash] of rows) {
    digest.update(`${String(number)} ${hash}\n`);
    count++;
  }
  return `${incarnationOf(connection)}, ${String(count)} envelopes, ${digest.digest('hex').slice(0, 16)}`;
}

const incarnationOf = (connection: Connection): string =>
  String(connection.prepare('select incarnation from store_meta').pluck().get());

const broken = (
  check: StoreDifference['check'],
  where: string,
  stored: string,
): StoreDifference => ({ check, where, stored, expected: 'ok' });
