import { createECDH, hash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { StoreUnusable } from '../../ports/index.ts';
import { makePrivateFolder } from '../private-folder.ts';

/** One key to which forms are sealed, both halves in base64url: a scalar and an uncompressed point of P-256. */
export interface KeyEntry {
  readonly keyId: string;
  readonly createdAt: string;
  readonly privateKey: string;
  readonly publicKey: string;
}

export const curve = 'prime256v1';
const keyIdDigits = 16;

export const ingestKeyFile = (dataDir: string): string => join(dataDir, 'ingest-keys.json');

/** Answers: the name of a key, which everybody who has its public half can tell. */
export const keyIdOf = (publicKey: Uint8Array): string =>
  hash('sha256', publicKey).slice(0, keyIdDigits);

const fileSchema = v.object({
  version: v.literal(1),
  keys: v.array(
    v.object({
      keyId: v.string(),
      createdAt: v.string(),
      privateKey: v.string(),
      publicKey: v.string(),
    }),
  ),
});

/** Makes a key of which nobody else knows the private half. */
export function makeKey(now: string): KeyEntry {
  const pair = createECDH(curve);
  const publicKey = pair.generateKeys();
  return {
    keyId: keyIdOf(publicKey),
    createdAt: now,
    privateKey: pair.getPrivateKey().toString('base64url'),
    publicKey: publicKey.toString('base64url'),
  };
}

/**
 * Answers: the keys that a file of keys holds; null where the text is none.
 * Shape:   JSON with a version and a list → its keys. A private half that is not that of its public one makes it no file of
 *          keys: nothing must be sealed to what nobody can open.
 * Errors:  throws never.
 * Source:  decision 105.
 * Rule:    A-162
 */
export function parseKeys(text: string): readonly KeyEntry[] | null {
  const read = v.safeParse(fileSchema, parsedOrNull(text));
  return read.success && read.output.keys.every(isPair) ? read.output.keys : null;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no file of keys either.
    return null;
  }
}

function isPair({ keyId, privateKey, publicKey }: KeyEntry): boolean {
  const pair = createECDH(curve);
  try {
    pair.setPrivateKey(privateKey, 'base64url');
  } catch {
    // No scalar of the curve.
    return false;
  }
  const point = pair.getPublicKey();
  return point.toString('base64url') === publicKey && keyIdOf(point) === keyId;
}

export const printKeys = (keys: readonly KeyEntry[]): string =>
  `${JSON.stringify({ version: 1, keys }, null, 2)}\n`;

/** Answers: the keys of a file; null where there is none. Throws where it is damaged: a new one must not take its place. */
export function readKeys(file: string): readonly KeyEntry[] | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StoreUnusable(`${file}: ${String(error)}`, { cause: error });
  }
  const keys = parseKeys(text);
  if (keys === null) throw new StoreUnusable(`${file}: it is no file of ingest keys`);
  return keys;
}

/** Writes the file that none but its owner can read: beside it, flushed, then under its name, so that it is never half a file. */
export function writeKeys(file: string, keys: readonly KeyEntry[]): void {
  makePrivateFolder(dirname(file));
  const part = `${file}.${randomBytes(8).toString('hex')}.part`;
  try {
    flushed(openSync(part, 'wx', 0o600), (handle) => writeSync(handle, printKeys(keys)));
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
  flushed(openSync(dirname(file), 'r'));
}

function flushed(handle: number, write?: (handle: number) => void): void {
  try {
    write?.(handle);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
