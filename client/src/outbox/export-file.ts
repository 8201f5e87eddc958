import { protocolVersion } from '@sipas/shared/wire';
import type { HeldItem } from '../ports/field-shelf.ts';
import type { ExportedFile } from '../ports/outbox.ts';
import { manifestOf } from './batch-manifest.ts';

/** The forms that one enrolment made, under the header that they travel with. */
export interface ExportSection {
  readonly batchId: string;
  readonly deviceId: string;
  readonly items: readonly HeldItem[];
}

/**
 * Answers: the file by which forms reach the office where there is no network: the lines of a push, gzipped.
 * Shape:   sections and the moment → name with phone, day, time and count; bytes; what it holds. Each section is a header,
 *          a manifest (O-20) and one form a line; a phone that changed hands has one for each surveyor. Where the browser
 *          cannot gzip: plain lines, which the office reads as well.
 * Rule:    O-06
 */
export async function writeExportFile(
  sections: readonly ExportSection[],
  sentAt: string,
): Promise<ExportedFile> {
  const lines = new Blob(sections.flatMap((section) => linesOf(section, sentAt)));
  const hashes = sections.flatMap(({ items }) => items.map(({ hash }) => hash));
  const stamp = sentAt.slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
  const phone = sections[0]?.deviceId.slice(-6) ?? '000000';
  const name = `sipas-${phone}-${stamp}-${hashes.length}.ndjson`;
  const kept = { count: hashes.length, hashes };
  if (typeof CompressionStream === 'undefined') return { name, bytes: lines, ...kept };
  const zipped = lines.stream().pipeThrough(new CompressionStream('gzip'));
  return { name: `${name}.gz`, bytes: await new Response(zipped).blob(), ...kept };
}

function linesOf({ batchId, deviceId, items }: ExportSection, sentAt: string): string[] {
  const header = JSON.stringify({ protocol: protocolVersion, batchId, deviceId, sentAt });
  const manifest = JSON.stringify(manifestOf(items));
  return [header, manifest, ...items.map(({ line }) => line)].flatMap((line) => [line, '\n']);
}
