import { afterEach, expect, it } from 'vitest';
import { createSigningKey } from './signing-key.ts';

const name = 'signing-key-test';
const open: { close(): void }[] = [];
const setup = () => {
  const key = createSigningKey(name);
  open.push(key);
  return key;
};
afterEach(async () => {
  for (const key of open.splice(0)) key.close();
  await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
});

it('signs so that whoever has the public half can tell, and keeps the key for the next start [D-40]', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const first = await setup().sign(bytes);
  const again = setup();

  const jwk = (await again.publicKey()) as JsonWebKey;

  expect(Object.keys(jwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
  expect((await again.sign(bytes)).keyId).toBe(first.keyId);
  const key = await crypto.subtle.importKey(
    'jwk',
    jwk,
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['verify'],
  );
  const way = { name: 'ECDSA', hash: 'SHA-256' };
  expect(await crypto.subtle.verify(way, key, first.value, bytes)).toBe(true);
  const raw = await crypto.subtle.exportKey('raw', key);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(first.keyId).toBe(hex.slice(0, 16));
});

it('is one key for two tabs at the same moment [D-40]', async () => {
  const [one, two] = await Promise.all([setup(), setup()].map((key) => key.publicKey()));

  expect(one).toEqual(two);
});

it('is no key where the browser keeps no database, and another one after it was lost [D-40]', async () => {
  const first = setup();
  const before = await first.publicKey();
  first.close();
  const closed = setup();
  closed.close();

  expect(await closed.publicKey()).toBeNull();
  await expect(closed.sign(new Uint8Array(1))).rejects.toThrow(Error);
  await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
  expect(await setup().publicKey()).not.toEqual(before);
});
