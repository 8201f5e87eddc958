import { crc32, inflateRawSync } from 'node:zlib';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ProblemCode } from '@sipas/shared/problems';

interface ArchiveRefusal {
  readonly code: ProblemCode;
  readonly detail: string;
}

const endLength = 22;
const directoryLength = 46;
const localLength = 30;
const mostFiles = 1000;
/** Folders and files of plain letters: none leads out of the archive or means something to a system. */
const safeName = /^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;

class Broken extends Error {
  override readonly name = 'Broken';
  readonly code: ProblemCode;
  constructor(code: ProblemCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/**
 * Answers: the files of an archive that zipBytes wrote.
 * Shape:   bytes, most bytes that all files together may have → files by name, in order. Nothing is written anywhere. What is told
 *          twice (directory and head of a file) must agree and no byte lies between, so that a changed byte is found.
 * Errors:  bundle.damaged (no such archive, cut, or another program packed it anew); bundle.unsafe-name; bundle.too-large, before
 *          and while it is unpacked; bundle.part-changed, naming the file.
 * Source:  PKWARE APPNOTE 6.3.
 * Rule:    X-83
 */
export function unzipPlain(
  archive: Buffer,
  mostBytes: number,
): Result<ReadonlyMap<string, Buffer>, ArchiveRefusal> {
  try {
    return ok(unpack(archive, mostBytes));
  } catch (error) {
    if (error instanceof Broken) return refuse({ code: error.code, detail: error.message });
    throw error;
  }
}

function unpack(archive: Buffer, mostBytes: number): ReadonlyMap<string, Buffer> {
  const { end, count, directory } = readEnd(archive);
  const files = new Map<string, Buffer>();
  let entry = directory;
  let body = 0;
  let left = mostBytes;
  for (let file = 0; file < count; file += 1) {
    const found = readEntry(archive, { entry, body, directory, end });
    const { name, length, packed } = found;
    if (files.has(name)) throw new Broken('bundle.damaged', `${name}: twice`);
    if (length > left) throw new Broken('bundle.too-large', name);
    left -= length;
    const bytes = inflate(name, packed, length);
    if (bytes.length !== length || crc32(bytes) !== archive.readUInt32LE(entry + 16))
      throw new Broken('bundle.part-changed', name);
    files.set(name, bytes);
    [entry, body] = [found.nextEntry, found.nextBody];
  }
  if (entry !== end || body !== directory) throw new Broken('bundle.damaged', 'the list of files');
  return files;
}

function readEnd(archive: Buffer) {
  const end = archive.length - endLength;
  if (end < 0 || archive.toString('latin1', end, end + 4) !== 'PK\x05\x06')
    throw new Broken('bundle.damaged', 'the end of the archive');
  const count = archive.readUInt16LE(end + 10);
  const directory = archive.readUInt32LE(end + 16);
  const isWhole =
    archive.readUInt32LE(end + 4) === 0 &&
    archive.readUInt16LE(end + 8) === count &&
    archive.readUInt16LE(end + 20) === 0 &&
    directory + archive.readUInt32LE(end + 12) === end;
  if (!isWhole || count > mostFiles) throw new Broken('bundle.damaged', 'the end of the archive');
  return { end, count, directory };
}

function readEntry(
  archive: Buffer,
  { entry, body, directory, end }: Readonly<Record<'entry' | 'body' | 'directory' | 'end', number>>,
) {
  if (entry + directoryLength > end) throw new Broken('bundle.damaged', 'the list of files');
  const nameLength = archive.readUInt16LE(entry + 28);
  const nextEntry = entry + directoryLength + nameLength;
  const name = archive.toString('utf8', entry + directoryLength, nextEntry);
  if (!safeName.test(name)) throw new Broken('bundle.unsafe-name', JSON.stringify(name));
  const start = body + localLength + nameLength;
  const nextBody = start + archive.readUInt32LE(entry + 20);
  if (!isPlainEntry(archive, entry, body, nameLength) || nextBody > directory)
    throw new Broken('bundle.damaged', name);
  const packed = archive.subarray(start, nextBody);
  return { name, length: archive.readUInt32LE(entry + 24), packed, nextEntry, nextBody };
}

/** Versions, flags, method, day, no further fields; the head of the file says the same and stands where the last one ended. */
function isPlainEntry(archive: Buffer, entry: number, body: number, nameLength: number): boolean {
  const common = archive.subarray(entry + 6, entry + 32);
  const name = archive.subarray(entry + directoryLength, entry + directoryLength + nameLength);
  const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, name]);
  return (
    archive.toString('latin1', entry, entry + 6) === 'PK\x01\x02\x14\x00' &&
    archive.toString('latin1', entry + 6, entry + 16) ===
      '\x14\x00\x00\x08\x08\x00\x00\x00\x21\x00' &&
    archive.subarray(entry + 30, entry + 42).every((byte) => byte === 0) &&
    archive.readUInt32LE(entry + 42) === body &&
    archive.subarray(body, body + head.length).equals(head)
  );
}

/** A file that says it is small and is not stops here: it is never unpacked beyond what it said. */
function inflate(name: string, packed: Buffer, length: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, length) });
  } catch (error) {
    const isLarger =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Broken(isLarger ? 'bundle.too-large' : 'bundle.part-changed', name);
  }
}
