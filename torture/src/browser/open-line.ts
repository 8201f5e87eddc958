import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';

/** An envelope as it travels, its body sealed. */
export interface SealedLine {
  readonly sealed: { readonly keyId: string; readonly enc: string; readonly ciphertext: string };
  readonly hash: string;
  readonly sig: string | null;
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text)).buffer;
const fromBase64url = (text: string) => new Uint8Array(Buffer.from(text, 'base64url')).buffer;

/** Members in the order of their names at every depth: of ASCII names and plain values, which a header has, the canonical text. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}

/** Answers: the body of a sealed line, opened by the contract with the keys of a data folder, and not by the product. */
export async function openLine(line: SealedLine, dataDir: string): Promise<unknown> {
  const file = await readFile(join(dataDir, 'ingest-keys.json'), 'utf8');
  const { keys } = JSON.parse(file) as { keys: { keyId: string; privateKey: string }[] };
  const { sealed, hash: _hash, sig: _sig, ...header } = line;
  const key = keys.find(({ keyId }) => keyId === sealed.keyId);
  if (key === undefined) throw new Error(`the key ${sealed.keyId} is not here`);
  const context = await suite.createRecipientContext({
    recipientKey: await suite.kem.deserializePrivateKey(fromBase64url(key.privateKey)),
    enc: fromBase64url(sealed.enc),
    info: bytesOf('sipas body 1'),
  });
  const beside = canonical({ ...header, keyId: sealed.keyId });
  const body = await context.open(fromBase64url(sealed.ciphertext), bytesOf(beside));
  return JSON.parse(Buffer.from(body).toString('utf8'));
}
