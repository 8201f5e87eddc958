import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type PushHeader, protocolVersion, pushHeaderSchema } from '@sipas/shared/wire';
import type { Refusal } from '../refusal.ts';

const lineFeed = 0x0a;

/** The lines of a body, without their line feeds; one line feed at the end ends the last line. */
export function splitLines(body: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < body.length) {
    const end = body.indexOf(lineFeed, from);
    const until = end === -1 ? body.length : end;
    lines.push(body.subarray(from, until));
    from = until + 1;
  }
  return lines;
}

/** Answers: has the last line its line feed? What has no line has no unended one. */
export const endsWhole = (body: Buffer): boolean => body.length === 0 || body.at(-1) === lineFeed;

/** Answers: has the body more lines than this? Looks no further than it must. */
export function hasMoreLines(body: Buffer, most: number): boolean {
  let from = 0;
  for (let line = 0; line <= most; line++) {
    if (from >= body.length) return false;
    const end = body.indexOf(lineFeed, from);
    if (end === -1) return line === most;
    from = end + 1;
  }
  return true;
}

/**
 * Answers: what does the first line say of the batch?
 * Errors:  batch.protocol-unknown for a header of another protocol, whatever else it holds; batch.unreadable otherwise.
 * Rule:    A-10
 */
export function readHeader(line: Buffer | undefined): Result<PushHeader, Refusal> {
  const parsed = line && parseLine(line);
  if (typeof parsed !== 'object' || parsed === null) return refuse({ code: 'batch.unreadable' });
  const { protocol } = parsed as { protocol?: unknown };
  if (typeof protocol === 'number' && protocol !== protocolVersion)
    return refuse({ code: 'batch.protocol-unknown' });
  const header = v.safeParse(pushHeaderSchema, parsed);
  return header.success
    ? ok(header.output)
    : refuse({ code: 'batch.unreadable', detail: v.getDotPath(header.issues[0]) ?? '' });
}

/** Answers: is this line the first of another batch, as where files were put together? */
export function looksLikeHeader(line: Buffer): boolean {
  // Spares parsing every envelope twice: no envelope has such a member.
  if (!line.includes('"batchId"')) return false;
  const parsed = parseLine(line);
  return typeof parsed === 'object' && parsed !== null && 'batchId' in parsed && !('v' in parsed);
}

/** Answers: the JSON of a line; undefined where it is none. */
export function parseLine(line: Buffer): unknown {
  if (!isUtf8(line)) return undefined;
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    // Not JSON: the caller has a code for it.
    return undefined;
  }
}
