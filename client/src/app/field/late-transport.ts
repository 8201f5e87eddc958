import type { Transport } from '../../ports/transport.ts';

/** The way to the server, fetched when it is first used: no question waits for it. */
export function createLateTransport(fetchTransport: () => Promise<Transport>): Transport {
  let fetched: Promise<Transport> | undefined;
  async function real(): Promise<Transport> {
    // A fetch that failed for want of a network is tried again.
    fetched ??= fetchTransport().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  }
  const orOffline = <T>(ask: (transport: Transport) => Promise<T>): Promise<T | Offline> =>
    real().then(ask, () => ({ tag: 'offline' }) as const);
  return {
    redeem: (request) => orOffline((transport) => transport.redeem(request)),
    confirmSurveyor: (...given) => orOffline((transport) => transport.confirmSurveyor(...given)),
    fieldPackage: (token, etag) => orOffline((transport) => transport.fieldPackage(token, etag)),
    hello: (token, hello) => orOffline((transport) => transport.hello(token, hello)),
    push: (token, batch) => orOffline((transport) => transport.push(token, batch)),
    pull: (token, cursor) => orOffline((transport) => transport.pull(token, cursor)),
  };
}

interface Offline {
  readonly tag: 'offline';
}
