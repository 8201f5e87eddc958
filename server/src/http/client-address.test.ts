import { describe, expect, it } from 'vitest';
import { type TrustedProxies, clientAddress, readTrustedProxies } from './client-address.ts';

const trusting = (text: string): TrustedProxies => {
  const read = readTrustedProxies(text);
  if (read === null) throw new Error(`not read: ${text}`);
  return read;
};

describe('the address that a limit counts', () => {
  it.each([
    // Nobody is trusted: whatever the sender writes, the connection decides.
    ['', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    // One proxy before the server: the entry that it appended, not those that came with the request.
    ['1', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    ['1', '10.0.0.2', '1.2.3.4, 198.51.100.1', '198.51.100.1'],
    ['2', '10.0.0.2', '1.2.3.4, 198.51.100.1, 10.0.0.3', '198.51.100.1'],
    // Fewer entries than proxies: the furthest that is known.
    ['2', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    ['1', '10.0.0.2', undefined, '10.0.0.2'],
    // By network: read from the right, up to the first that is no proxy of ours.
    ['10.0.0.0/8', '10.0.0.2', '1.2.3.4, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.0.0.0/8', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['127.0.0.1, ::1', '::1', '198.51.100.1', '198.51.100.1'],
    ['127.0.0.1', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    // Some proxies add the port.
    ['1', '10.0.0.2', '198.51.100.1:51234', '198.51.100.1'],
    ['1', '10.0.0.2', '[2001:db8:1:2::7]:443', '2001:db8:1:2::/64'],
    // What is no address ends the way: the last one that can be told.
    ['1', '10.0.0.2', '198.51.100.1, unknown', '10.0.0.2'],
    ['1', '10.0.0.2', '198.51.100.1, ', '10.0.0.2'],
    ['2', '10.0.0.2', 'x, 10.0.0.3', '10.0.0.3'],
  ])('trusting "%s", from %s with "%s", is %s [A-70]', (trusted, peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded, trusting(trusted))).toBe(address);
  });

  it('is the network of an IPv6 address, of which one household has 2^64 [A-70]', () => {
    const at = (peer: string) => clientAddress(peer, undefined, trusting(''));

    expect(at('2001:db8:1:2:a::1')).toBe('2001:db8:1:2::/64');
    expect(at('2001:db8:1:2:b::2')).toBe(at('2001:db8:1:2:a::1'));
    expect(at('2001:db8:1:3::1')).not.toBe(at('2001:db8:1:2::1'));
    expect(at('::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(at('unknown')).toBe('unknown');
  });
});

it.each(['0', '10', '-1', '1.5', '10.0.0.0/33', 'proxy.example.vn', '10.0.0.1;10.0.0.2', 'true'])(
  'does not read %s as proxies [A-70]',
  (text) => {
    expect(readTrustedProxies(text)).toBeNull();
  },
);
