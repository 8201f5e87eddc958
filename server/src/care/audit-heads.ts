import {
  type KeyObject,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '@sipas/shared/kernel';
import type { AuditLog, Clock } from '../ports/index.ts';

/** What the journal was at one moment, vouched for by a key that is not in the store. */
export interface AuditHead {
  readonly day: string;
  readonly madeAt: string;
  readonly seq: number;
  readonly hash: string;
  /** Ed25519, base64, over the canonical JSON of the rest. */
  readonly signature: string;
}

interface Place {
  readonly dataDir: string;
  readonly secondPlace: string | null;
}

export const headFolder = (dataDir: string): string => join(dataDir, 'audit-heads');
const keyFile = (dataDir: string): string => join(dataDir, 'keys', 'audit.key');
const publicName = 'audit-public-key.pem';

/** Answers: the key that signs heads, made where there is none; readable by its owner alone. */
async function signingKey(dataDir: string): Promise<KeyObject> {
  const file = keyFile(dataDir);
  if (!existsSync(file)) await makeKey(file);
  return createPrivateKey(await readFile(file, 'utf8'));
}

async function makeKey(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.${String(process.pid)}.part`;
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(part, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  // Where another process made one at the same moment, that one is taken.
  await link(part, file).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(part);
}

/** Answers: the key by which anybody can check heads, as PEM. */
const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

const dayInVietnam = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);

const signedText = ({ signature: _, ...said }: AuditHead): Buffer =>
  Buffer.from(canonicalJson(said));

/**
 * Answers: the head of the journal as it is now, signed, in a file of its day; null while the journal is empty.
 * Shape:   `audit-heads/DAY.json` and the public key beside it, in the data folder and in the second place where there is one.
 *          A day has the last head that was made on it.
 * Source:  RFC 8032 (Ed25519).
 * Rule:    J-08
 */
export async function makeHead(
  { audit, clock }: { readonly audit: AuditLog; readonly clock: Clock },
  { dataDir, secondPlace }: Place,
): Promise<{ readonly head: AuditHead; readonly publicKey: string; readonly file: string } | null> {
  const last = await audit.last();
  if (last === null) return null;
  const key = await signingKey(dataDir);
  const madeAt = clock.now();
  const said = { day: dayInVietnam(madeAt), madeAt, seq: last.seq, hash: last.hash };
  const signature = sign(null, Buffer.from(canonicalJson(said)), key).toString('base64');
  const head = { ...said, signature };
  const publicKey = publicPem(key);
  const folder = headFolder(dataDir);
  const name = `${head.day}.json`;
  await writeWhole(folder, name, `${JSON.stringify(head, null, 2)}\n`);
  await writeWhole(folder, publicName, publicKey);
  if (secondPlace !== null) await copyHeads(folder, join(secondPlace, 'audit-heads'), name);
  return { head, publicKey, file: join(folder, name) };
}

async function copyHeads(from: string, to: string, name: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const one of [name, publicName]) await copyFile(join(from, one), join(to, one));
}

async function writeWhole(folder: string, name: string, content: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.part`);
  await writeFile(part, content, { mode: 0o600 });
  await rename(part, join(folder, name));
}

/**
 * Answers: does the journal still hold what this head vouches for?
 * Shape:   a head as text, the public key → null, or what is wrong: no head, another signature, a row that is gone or another.
 * Rule:    J-09
 */
export async function faultOfHead(
  audit: Pick<AuditLog, 'bySeq'>,
  text: string,
  publicKey: string,
): Promise<{ readonly seq: number; readonly stored: string; readonly expected: string } | null> {
  const head = readHead(text);
  if (head === null) return { seq: 0, stored: 'no head', expected: 'a head' };
  const { seq, hash, signature } = head;
  if (!isSigned(head, publicKey)) return { seq, stored: signature, expected: 'a signature' };
  const stored = (await audit.bySeq(seq))?.hash ?? 'absent';
  return stored === hash ? null : { seq, stored, expected: hash };
}

function readHead(text: string): AuditHead | null {
  try {
    const said = JSON.parse(text) as Partial<AuditHead>;
    const isWhole =
      [said.day, said.madeAt, said.hash, said.signature].every((one) => typeof one === 'string') &&
      Number.isInteger(said.seq);
    return isWhole ? (said as AuditHead) : null;
  } catch {
    return null;
  }
}

function isSigned(head: AuditHead, publicKey: string): boolean {
  try {
    return verify(null, signedText(head), publicKey, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
}

/** Answers: the public key of this folder, as PEM: of the key that signs, which it does not make, or as it lies beside the heads. */
async function publicKeyOf(dataDir: string): Promise<string> {
  if (existsSync(keyFile(dataDir))) return publicPem(await signingKey(dataDir));
  return readFile(join(headFolder(dataDir), publicName), 'utf8').catch(() => '');
}

/** Answers: every head in the data folder that the journal does not bear out, by the key of this folder. */
export async function checkHeads(audit: Pick<AuditLog, 'bySeq'>, dataDir: string) {
  const folder = headFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const days = names.filter((name) => name.endsWith('.json')).sort();
  if (days.length === 0) return [];
  const publicKey = await publicKeyOf(dataDir);
  const differences = [];
  for (const name of days) {
    const fault = await faultOfHead(audit, await readFile(join(folder, name), 'utf8'), publicKey);
    if (fault === null) continue;
    const { seq, stored, expected } = fault;
    const where = `audit-heads/${name}, audit_entries ${String(seq)}`;
    differences.push({ check: 'audit-head' as const, where, stored, expected });
  }
  return differences;
}
