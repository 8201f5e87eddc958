import { constants, gzipSync, gunzipSync } from 'node:zlib';
import { type OpenCopy, manifestOf } from '../../../server/test/world/copied-store.ts';
import { type TestPhone, pushBody } from '../../../server/test/world/phone.ts';

/** How forms travel here: as the body of a push or as a file of two phones, plain or compressed. */
export const kinds = ['push', 'push gzip', 'file', 'file gzip'] as const;
export type Kind = (typeof kinds)[number];

/** New forms, as they were written and as they travel. */
export interface Carried {
  readonly kind: Kind;
  readonly lines: readonly string[];
  readonly bytes: Buffer;
}

export const isFile = (kind: Kind): boolean => kind.startsWith('file');
export const isGzip = (kind: Kind): boolean => kind.endsWith('gzip');

export function carry(kind: Kind, one: TestPhone, other: TestPhone): Carried {
  const ofOne = [one.line(), one.line()];
  const ofOther = isFile(kind) ? [other.line()] : [];
  const text = isFile(kind)
    ? pushBody(one, [manifestOf(ofOne), ...ofOne]) + pushBody(other, ofOther)
    : pushBody(one, ofOne);
  const bytes = isGzip(kind) ? gzipSync(text) : Buffer.from(text);
  return { kind, lines: [...ofOne, ...ofOther], bytes };
}

export const send = (
  copy: OpenCopy,
  kind: Kind,
  bytes: Buffer,
  phone: TestPhone,
): Promise<Response> =>
  isFile(kind)
    ? copy.importFile(bytes)
    : copy.push(phone, bytes, isGzip(kind) ? { 'content-encoding': 'gzip' } : {});

/** Answers: which of the forms lie whole in so many first bytes? Counted here, without the product. */
export function wholeLines({ kind, lines, bytes }: Carried, cutAt: number): readonly string[] {
  const cut = bytes.subarray(0, cutAt);
  const text = isGzip(kind) && cutAt > 1 ? inflateBeginning(cut) : cut.toString('latin1');
  return lines.filter((line) => text.includes(Buffer.from(line).toString('latin1')));
}

function inflateBeginning(cut: Buffer): string {
  return gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
}
