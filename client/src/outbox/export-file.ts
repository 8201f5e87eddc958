import { protocolVersion } from '@sipas/shared/wire';
import type { HeldItem } from '../ports/field-shelf.ts';

/** The first line of a batch, on the wire and in a file. */
export interface BatchHead {
  readonly batchId: string;
  readonly deviceId: string;
  readonly sentAt: string;
}

/**
 * Answers: the file by which forms reach the office where there is no network: the lines of a push, gzipped.
 * Shape:   head and items → name with day, time and count, bytes. Where the browser cannot gzip: plain lines, which
 *          the office reads as well.
 * Rule:    O-06
 */
export async function writeExportFile(
  head: BatchHead,
  items: readonly HeldItem[],
): Promise<{ readonly name: string; readonly bytes: Blob; readonly count: number }> {
  const header = JSON.stringify({ protocol: protocolVersion, ...head });
  const lines = new Blob([header, '\n', ...items.flatMap(({ line }) => [line, '\n'])]);
  const stamp = head.sentAt.slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
  const name = `sipas-${head.deviceId.slice(-6)}-${stamp}-${items.length}.ndjson`;
  if (typeof CompressionStream === 'undefined') return { name, bytes: lines, count: items.length };
  const zipped = lines.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = await new Response(zipped).blob();
  return { name: `${name}.gz`, bytes, count: items.length };
}
