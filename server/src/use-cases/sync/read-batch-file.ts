import * as v from 'valibot';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import {
  type BatchManifest,
  type FileDamage,
  batchManifestSchema,
  manifestVersion,
} from '@sipas/shared/wire';
import type { Refusal } from '../refusal.ts';
import type { FilePiece } from './inflate.ts';
import { readLine } from './read-line.ts';
import {
  endsWhole,
  hasMoreLines,
  looksLikeHeader,
  parseLine,
  readHeader,
  splitLines,
} from './split-batch.ts';

/** What one phone wrote into a file: a header, perhaps a manifest, lines. */
export interface FileBatch {
  /** Empty where the header cannot be read. */
  readonly batchId: string;
  /** Null where the header cannot be read. */
  readonly deviceId: string | null;
  readonly manifest: BatchManifest | null;
  readonly lines: readonly Buffer[];
  /** The file ends within the line after the last one. */
  readonly endsInLine: boolean;
}

/** What one file holds of the work of hundreds of phones; the smallest form has some 1,000 bytes, and a file at most 1 GiB. */
const mostLines = 500_000;

export interface BatchFile {
  readonly batches: readonly FileBatch[];
  /** What its form alone shows, before any line is judged. */
  readonly damage: FileDamage | null;
}

/**
 * Answers: which batches does a file hold, and where does it end too early?
 * Shape:   pieces as inflated → batches in order, each with its lines as they came. Files may be put together: each header
 *          begins a batch. A manifest stands right behind its header. What a program for texts adds to a line when
 *          it saves, a mark of UTF-8 before it and a carriage return at its end, is no part of it. The last line of a piece, where it has no line feed,
 *          is a line when it is an authentic envelope; when it opens an object that it does not close it was cut, and is
 *          no line of the file.
 * Errors:  batch.too-large above 500,000 lines; batch.protocol-unknown for any header of another protocol; batch.unreadable where the file begins with no
 *          header. A damaged first header is passed over where any line behind it is an authentic envelope.
 * Source:  the contract of the wire, protocol 1; decision 23; RFC 8259, 8.1 for the mark.
 * Rule:    A-31
 */
export function readBatchFile(pieces: readonly FilePiece[]): Result<BatchFile, Refusal> {
  const file: OpenFile = { batches: [], damage: null };
  // Asked before they are taken apart: a file of a thousandth of this may inflate to nothing but line feeds.
  if (pieces.some(({ bytes }) => hasMoreLines(bytes, mostLines)))
    return refuse({ code: 'batch.too-large' });
  for (const piece of pieces) {
    const refusal = readPiece(file, piece);
    if (refusal) return refuse(refusal);
  }
  const [first] = file.batches;
  const isBatchFile =
    first !== undefined &&
    (first.deviceId !== null || file.batches.some(({ lines }) => lines.some(isAuthentic)));
  return isBatchFile ? ok(file) : refuse({ code: 'batch.unreadable' });
}

/** Answers: which of two damages is told? That bytes differ says more than that some are missing. */
export const worseDamage = (one: FileDamage | null, other: FileDamage | null): FileDamage | null =>
  one === 'altered' || other === 'altered' ? 'altered' : (one ?? other);

interface OpenBatch extends FileBatch {
  manifest: BatchManifest | null;
  readonly lines: Buffer[];
  endsInLine: boolean;
}

interface OpenFile {
  readonly batches: OpenBatch[];
  damage: FileDamage | null;
}

function readPiece(file: OpenFile, { bytes, damage }: FilePiece): Refusal | null {
  file.damage = worseDamage(file.damage, damage);
  const lines = splitLines(bytes).map(asWritten);
  const lastIsWhole = endsWhole(bytes);
  let behindHeader = false;
  for (const [place, line] of lines.entries()) {
    const isHeader = looksLikeHeader(line);
    const batch = file.batches.at(-1);
    if (isHeader || !batch) {
      const refusal = openBatch(file, line);
      if (refusal) return refusal;
    } else if (behindHeader && looksLikeManifest(line)) takeManifest(file, batch, line);
    else if (place === lines.length - 1 && !lastIsWhole) takeUnended(file, batch, line, damage);
    else batch.lines.push(line);
    behindHeader = isHeader;
  }
  return null;
}

const markOfUtf8 = Buffer.from([0xef, 0xbb, 0xbf]);
const carriageReturn = 0x0d;

/** A line as the phone wrote it. Files put together may have the mark before any line; no envelope begins or ends so. */
function asWritten(line: Buffer): Buffer {
  const from = startsAs(line, markOfUtf8) ? markOfUtf8.length : 0;
  const until = line.at(-1) === carriageReturn ? line.length - 1 : line.length;
  return line.subarray(from, Math.max(from, until));
}

function openBatch(file: OpenFile, line: Buffer): Refusal | null {
  const header = readHeader(line);
  const fresh = () => ({ manifest: null, lines: [], endsInLine: false });
  if (header.ok) {
    const { batchId, deviceId } = header.value;
    file.batches.push({ batchId, deviceId, ...fresh() });
    return null;
  }
  // What never had a header is no batch file, whatever its lines are.
  if (header.error.code === 'batch.protocol-unknown' || isAuthentic(line)) return header.error;
  file.damage = 'altered';
  file.batches.push({ batchId: '', deviceId: null, ...fresh() });
  return null;
}

const manifestStart = Buffer.from('{"manifest"');
const headerStart = Buffer.from('{"protocol"');
const startsAs = (line: Buffer, start: Buffer): boolean =>
  line.subarray(0, start.length).equals(start);

/** A damaged one is known by how it begins, so that it is not taken for a form. */
function looksLikeManifest(line: Buffer): boolean {
  if (startsAs(line, manifestStart)) return true;
  if (!line.includes('"manifest"')) return false;
  const parsed = parseLine(line);
  return typeof parsed === 'object' && parsed !== null && 'manifest' in parsed && !('v' in parsed);
}

function takeManifest(file: OpenFile, batch: OpenBatch, line: Buffer): void {
  const parsed = parseLine(line);
  const read = v.safeParse(batchManifestSchema, parsed);
  if (read.success) batch.manifest = read.output;
  else if (!isLaterManifest(parsed)) file.damage = 'altered';
}

function isLaterManifest(parsed: unknown): boolean {
  const version = (parsed as { manifest?: unknown } | undefined)?.manifest;
  return typeof version === 'number' && version > manifestVersion;
}

/** The last line of a piece, without its line feed. */
function takeUnended(
  file: OpenFile,
  batch: OpenBatch,
  line: Buffer,
  damage: FileDamage | null,
): void {
  if (isAuthentic(line) || (damage === null && !isCutShort(line))) {
    batch.lines.push(line);
    return;
  }
  file.damage = worseDamage(file.damage, 'cut');
  batch.endsInLine = !startsAs(line, headerStart);
}

const isAuthentic = (line: Buffer): boolean => readLine(line).envelope !== undefined;

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Answers: does the line open an object that it does not close? Every true beginning of an envelope does; a line that is
 * broken in another way, or whole, does not.
 */
export function isCutShort(line: Uint8Array): boolean {
  if (line[0] !== openBrace) return false;
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (isInText && byte === backslash) at++;
    else if (byte === quote) isInText = !isInText;
    else if (!isInText && byte === openBrace) depth++;
    else if (!isInText && byte === closeBrace) depth--;
  }
  return depth > 0 || isInText;
}
