import type { Result } from '@sipas/shared/kernel';
import { ok } from '@sipas/shared/kernel';
import type { ResultCase } from '../use-cases/kept-results.ts';
import type { PeopleCases } from '../use-cases/people-cases.ts';
import type { Refusal } from '../use-cases/refusal.ts';

/** A file and the name under which it is kept by those who get it. */
interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const lineFeed = 10;

/** Answers: files that are written of results, each once for a state of the data, as the results are. */
export const keepFiles = <Query, Value>(
  { kept }: PeopleCases['results'],
  {
    kind,
    of,
    write,
  }: {
    readonly kind: string;
    readonly of: ResultCase<Query, Value>;
    readonly write: (value: Value) => Promise<NamedFile>;
  },
): ResultCase<Query, NamedFile> =>
  kept.of<Query, NamedFile>(
    kind,
    async (reader, waveId, query, gone): Promise<Result<NamedFile, Refusal>> => {
      const found = await of.ask(reader, waveId, query, gone);
      return found.ok ? ok(await write(found.value.read())) : found;
    },
    // The name, a line feed, the file: a name has none.
    {
      write({ name, bytes }) {
        const head = new TextEncoder().encode(`${name}\n`);
        const both = new Uint8Array(head.byteLength + bytes.byteLength);
        both.set(head);
        both.set(bytes, head.byteLength);
        return both;
      },
      read(bytes) {
        const end = bytes.indexOf(lineFeed);
        return {
          name: new TextDecoder().decode(bytes.subarray(0, end)),
          bytes: bytes.subarray(end + 1),
        };
      },
    },
  );
