import type { MissingLine } from '@sipas/shared/wire';
import type { FileBatch } from './read-batch-file.ts';

/** What reading showed of one line of a file. */
export interface LineFound {
  readonly isAuthentic: boolean;
  /** Hash that the line claims; null where none can be read. */
  readonly hash: string | null;
}

/**
 * Answers: which lines did the phone write that the file does not hold as they were?
 * Shape:   a batch, what was found of each of its lines, the hashes of all authentic lines of the whole file → the missing
 *          ones in the order of their places. A line counts as present wherever in the file it stands. Of the others that
 *          the manifest names: `altered` where a line claims its hash or stands in its place without being authentic,
 *          `cut` where the batch ends before its place, else `absent`.
 * Missing: without a manifest only the line within which the file ends can be named, and without its hash.
 * Errors:  throws never.
 * Source:  decision 23.
 * Rule:    A-32
 */
export function missingLines(
  { batchId, deviceId, manifest, lines, endsInLine }: FileBatch,
  found: readonly LineFound[],
  presentHashes: ReadonlySet<string>,
): MissingLine[] {
  const batch = { batchId, deviceId: deviceId as MissingLine['deviceId'] };
  if (manifest === null)
    return endsInLine ? [{ ...batch, line: lines.length + 1, reason: 'cut' }] : [];
  const alteredHashes = new Set(
    found.flatMap(({ isAuthentic, hash }) => (isAuthentic || hash === null ? [] : [hash])),
  );
  return manifest.hashes.flatMap((hash, index): MissingLine[] => {
    if (presentHashes.has(hash)) return [];
    const inPlace = found[index];
    const isAltered = alteredHashes.has(hash) || inPlace?.isAuthentic === false;
    const reason = isAltered ? 'altered' : inPlace === undefined ? 'cut' : 'absent';
    return [{ ...batch, line: index + 1, hash, reason }];
  });
}
