import { gunzipSync } from 'node:zlib';

/** What a batch file holds, read from its bytes alone, with nothing of the product. */
export interface FileRead {
  readonly lines: readonly string[];
  /** What is wrong with it. */
  readonly faults: readonly string[];
}

interface Envelope {
  readonly deviceId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
}

interface Manifest {
  readonly count: number;
  readonly ranges: readonly {
    readonly epoch: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly hashes: readonly string[];
}

/** Answers: the forms of a file, and where a header or a manifest says otherwise. */
export function readFile(bytes: Uint8Array): FileRead {
  const rows = gunzipSync(bytes).toString('utf8').split('\n');
  const faults: string[] = [];
  const lines: string[] = [];
  if (rows.pop() !== '') faults.push('the last line has no end');
  let place = 0;
  while (place < rows.length) {
    const header = JSON.parse(rows[place] ?? '') as { protocol: number; deviceId: string };
    const manifest = JSON.parse(rows[place + 1] ?? '') as Manifest;
    if (header.protocol !== 1) faults.push(`line ${String(place + 1)} is no header`);
    const end = place + 2 + manifest.count;
    const section = rows.slice(place + 2, end);
    if (section.length !== manifest.count)
      faults.push(`the manifest counts ${String(manifest.count)} of ${String(section.length)}`);
    faults.push(...faultsOf(section, header.deviceId, manifest));
    lines.push(...section);
    place = end;
  }
  return { lines, faults };
}

function faultsOf(section: readonly string[], deviceId: string, manifest: Manifest): string[] {
  const envelopes = section.map((line) => JSON.parse(line) as Envelope);
  const faults: string[] = [];
  for (const [index, { hash, deviceId: maker }] of envelopes.entries()) {
    if (maker !== deviceId) faults.push(`form ${hash} stands under another phone's header`);
    if (manifest.hashes[index] !== hash) faults.push(`the manifest has another hash for ${hash}`);
  }
  const named = manifest.ranges.flatMap(({ epoch, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, step) => `${epoch} ${String(from + step)}`),
  );
  const there = envelopes.map(({ epoch, seq }) => `${epoch} ${String(seq)}`);
  if (named.join() !== there.join())
    faults.push('the ranges of the manifest are not those of its lines');
  return faults;
}
