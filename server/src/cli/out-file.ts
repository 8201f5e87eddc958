import { createWriteStream, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ok } from '@sipas/shared/kernel';
import type { CommandInput } from './command.ts';

/** A file in the making. */
export interface OutFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Answers: where the file goes: what was named, or within a folder that was named, under the file's own name. */
export function pathOf(
  name: string,
  out: string,
  { folder }: Pick<CommandInput, 'folder'>,
): string {
  const path = resolve(folder, out);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? join(path, name) : path;
}

/** Writes a file to where the operator wants it, and tells where that is. */
export async function writeOut(file: OutFile, out: string, input: Pick<CommandInput, 'folder'>) {
  const path = pathOf(file.name, out, input);
  const stream = createWriteStream(path);
  await pipeline(file.bytes, stream);
  return ok({ json: { file: path, bytes: stream.bytesWritten }, text: path });
}
