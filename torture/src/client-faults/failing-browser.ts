/** Where calls are counted: in the page, or in the worker that holds the journal. */
export type Side = 'page' | 'worker';

/** Which call of the browser fails: the n-th on this side, and with `for-good` every one after it. */
export interface FaultPlace {
  readonly side: Side;
  readonly nth: number;
  readonly mode: 'once' | 'for-good';
}

/**
 * Answers: a script for the page that makes the browser's calls fail as its address asks, and counts them in `faults`.
 * Shape:   a call of storage, locks, network or cryptography throws or rejects as the browser would; for good, a write
 *          to the journal answers a wrong count instead, as Chromium does over its quota.
 */
export const failingBrowser = `(() => {
  const asked = new URLSearchParams(location.search);
  const plan = { side: asked.get('side'), nth: Number(asked.get('nth')), mode: asked.get('mode') };
  const counting = (${counting.toString()});
  const faults = { page: 0, worker: 0, failed: [] };
  window.faults = faults;
  const channel = new BroadcastChannel('faults ' + Math.random());
  channel.onmessage = ({ data }) => {
    if (data.failed) faults.failed.push(data.name);
    faults.worker = data.count;
  };
  const hit = counting(plan, 'page', (said) => {
    faults.page = said.count;
    if (said.failed) faults.failed.push(said.name);
  });
  (${wrapPage.toString()})(hit);
  const workerText =
    'const channel = new BroadcastChannel(' + JSON.stringify(channel.name) + ');' +
    'const hit = (' + counting + ')(' + JSON.stringify(plan) + ', "worker", (said) => channel.postMessage(said));' +
    '(' + ${wrapWorker.toString()} + ')(hit);';
  const moduleOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const Real = window.Worker;
  window.Worker = function (url, options) {
    const both = 'import "' + moduleOf(workerText) + '"; import "' + new URL(url, location.href) + '";';
    return new Real(moduleOf(both), options);
  };
})();`;

interface Said {
  readonly name: string;
  readonly count: number;
  readonly failed: boolean;
}
interface Plan {
  readonly side: string;
  readonly nth: number;
  readonly mode: string;
}
/** Counts a call of this name; true when it must fail. */
type Hit = (name: string) => 'fine' | 'once' | 'for-good';

/* The functions below are sent as text: each stands alone. */

function counting(plan: Plan, side: string, tell: (said: Said) => void): Hit {
  let count = 0;
  return (name) => {
    count += 1;
    const isHere = plan.side === side && plan.nth > 0;
    const fails = isHere && (plan.mode === 'once' ? count === plan.nth : count >= plan.nth);
    tell({ name, count, failed: fails });
    if (!fails) return 'fine';
    return plan.mode === 'once' ? 'once' : 'for-good';
  };
}

function wrapPage(hit: Hit): void {
  type Owner = Record<string, (...given: unknown[]) => unknown>;
  const broken = (name: string) => new DOMException(`${name} failed on purpose`, 'UnknownError');
  const wrap = (owner: object, names: readonly string[], how: 'throws' | 'rejects') => {
    for (const name of names) {
      const real = (owner as Owner)[name];
      if (real === undefined) continue;
      (owner as Owner)[name] = function (this: unknown, ...given: unknown[]) {
        // The database's library looks at a promise of SHA-512 once, and waits for it never.
        if (given[0] === 'SHA-512' || hit(name) === 'fine') return real.apply(this, given);
        if (how === 'throws') throw broken(name);
        return Promise.reject(broken(name));
      };
    }
  };
  wrap(window, ['fetch'], 'rejects');
  wrap(LockManager.prototype, ['request'], 'rejects');
  wrap(SubtleCrypto.prototype, ['digest'], 'rejects');
  wrap(StorageManager.prototype, ['estimate', 'persisted'], 'rejects');
  wrap(Worker.prototype, ['postMessage'], 'throws');
  wrap(IDBFactory.prototype, ['open', 'deleteDatabase'], 'throws');
  wrap(IDBDatabase.prototype, ['transaction', 'createObjectStore'], 'throws');
  wrap(
    IDBObjectStore.prototype,
    ['get', 'put', 'delete', 'clear', 'getAll', 'getAllKeys', 'openCursor'],
    'throws',
  );
}

function wrapWorker(hit: Hit): void {
  type Owner = Record<string, (...given: unknown[]) => unknown>;
  const broken = (name: string) => new DOMException(`${name} failed on purpose`, 'UnknownError');
  const owners: readonly (readonly [object, readonly string[]])[] = [
    [StorageManager.prototype, ['getDirectory']],
    [FileSystemDirectoryHandle.prototype, ['getFileHandle', 'removeEntry']],
    [FileSystemFileHandle.prototype, ['createSyncAccessHandle', 'move']],
    [
      (globalThis as unknown as { FileSystemSyncAccessHandle: { prototype: object } })
        .FileSystemSyncAccessHandle.prototype,
      ['getSize', 'read', 'write', 'truncate', 'flush'],
    ],
  ];
  for (const [owner, names] of owners)
    for (const name of names) {
      const real = (owner as Owner)[name];
      if (real === undefined) continue;
      (owner as Owner)[name] = function (this: unknown, ...given: unknown[]) {
        const fate = hit(name);
        if (fate === 'fine') return real.apply(this, given);
        // Over its quota Chromium throws nothing and answers -8 as an unsigned number.
        if (name === 'write' && fate === 'for-good') return 4_294_967_288;
        throw broken(name);
      };
    }
}
