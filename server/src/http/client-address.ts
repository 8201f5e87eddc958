import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Whose `X-Forwarded-For` is believed: so many proxies before the server, or those of these networks. */
export type TrustedProxies = number | readonly Network[];

const mostHops = 9;
/** A provider gives a household or an office a whole network of this length. */
const networkBits = 64;

/** Answers: the setting, "" (nobody), "1" (proxies in a row) or "10.0.0.0/8, ::1"; null where it is neither. */
export function readTrustedProxies(text: string): TrustedProxies | null {
  const asked = text.trim();
  if (asked === '') return [];
  if (/^\d+$/.test(asked)) {
    const hops = Number(asked);
    return hops >= 1 && hops <= mostHops ? hops : null;
  }
  const networks: Network[] = [];
  for (const part of asked.split(',').map((one) => one.trim())) {
    if (ipaddr.isValidCIDR(part)) networks.push(ipaddr.parseCIDR(part));
    else if (isAddress(part)) networks.push(wholeAddress(part));
    else return null;
  }
  return networks;
}

/**
 * Answers: the address by which tries are counted.
 * Shape:   peer of the connection, header X-Forwarded-For, whom we trust → the first address, read from the connection
 *          outwards, that is no trusted proxy; what a sender wrote further left decides nothing. Of IPv6 the /64, because
 *          one sender has all of it. Where an entry is no address, the last one before it.
 * Missing: a peer that is no address (a test without a socket) stands for itself.
 * Errors:  throws never.
 * Source:  X-Forwarded-For as proxies append to it (MDN, "Selecting an IP address"); RFC 6177 for the /64.
 * Rule:    A-70
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string {
  if (!isAddress(peer)) return peer;
  let address = ipaddr.process(peer);
  const entries = (forwardedFor ?? '').split(',').reverse();
  for (const [hop, entry] of entries.entries()) {
    const next = withoutPort(entry.trim());
    if (!isTrusted(address, hop, trusted) || !isAddress(next)) break;
    address = ipaddr.process(next);
  }
  return printKey(address);
}

function isTrusted(address: Address, hop: number, trusted: TrustedProxies): boolean {
  if (typeof trusted === 'number') return hop < trusted;
  return trusted.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}

function printKey(address: Address): string {
  if (address.kind() === 'ipv4') return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(
    `${address.toString()}/${String(networkBits)}`,
  );
  return `${network.toString()}/${String(networkBits)}`;
}

/** Four numbers or an IPv6 address: `ipaddr.js` would also take 1, 0x7f.1 and others for IPv4. */
const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

function wholeAddress(text: string): Network {
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** `1.2.3.4:5678` and `[::1]:5678` → the address; anything else as it is. */
const withoutPort = (entry: string): string =>
  /^\[([^\]]*)\](?::\d+)?$/.exec(entry)?.[1] ??
  /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ??
  entry;
