import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { ResultJournal } from '../ports/index.ts';
import type { Refusal } from './refusal.ts';
import { type FigureReader, namesOfReaders } from './told-wave.ts';

/** A result as its readers are sent it. */
interface KeptResult<Value> {
  /** Its JSON text, or its file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly read: () => Value;
}

type Made<Value> = Result<KeptResult<Value>, Refusal>;

/** One kind of result that people ask for. */
export interface ResultCase<Query, Value> {
  /**
   * Answers: which state of the result is this?
   * Promise: only who was sent this result, or may be, knows the name; equal names are equal results.
   */
  tag(reader: FigureReader, waveId: string, query: Query): string;
  ask(reader: FigureReader, waveId: string, query: Query, gone?: AbortSignal): Promise<Made<Value>>;
}

type Make<Query, Value> = (
  reader: FigureReader,
  waveId: string,
  query: Query,
  gone: AbortSignal,
) => Promise<Result<Value, Refusal>>;

/** How a result becomes what is sent, and is read back. */
interface Form<Value> {
  write(value: Value): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  read(bytes: Uint8Array<ArrayBuffer>): Value;
}

interface Making {
  readonly made: Promise<Made<unknown>>;
  readonly leaving: AbortController;
  waiting: number;
}

/** All pages and files of a province's wave for some readers; the village table of all criteria alone is five. */
const mostBytes = 96 * 1024 * 1024;
const busy = refuse({ code: 'server.busy', retryAfterSeconds: 15 } as const);

/**
 * Answers: results, each made once for a state of the data and for readers who are told the same.
 * Shape:   who asks for what is being made waits for it with the others; who leaves waits no more, and where nobody waits the
 *          making is given up. A state that was left is asked for by nobody, so its results go; beyond some size those that
 *          were asked for longest ago.
 * Errors:  those of the making; server.busy for one who left. Neither a refusal nor what was thrown is kept.
 * Rule:    A-102
 */
export function createKeptResults({
  journal,
  digest,
}: {
  readonly journal: ResultJournal;
  /** A name of a text that nobody can guess, another one after each start. */
  readonly digest: (text: string) => string;
}) {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const making = new Map<string, Making>();
  let size = 0;
  let version = '';

  function look(): void {
    const now = journal.version();
    if (now === version) return;
    version = now;
    kept.clear();
    size = 0;
  }

  function keep(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    kept.set(key, bytes);
    size += bytes.byteLength;
    for (const [oldest, one] of kept) {
      if (size <= mostBytes || kept.size === 1) return;
      kept.delete(oldest);
      size -= one.byteLength;
    }
  }

  /** Asked for now, so that it goes last. */
  function find(key: string): Uint8Array<ArrayBuffer> | undefined {
    const bytes = kept.get(key);
    if (bytes === undefined) return undefined;
    kept.delete(key);
    kept.set(key, bytes);
    return bytes;
  }

  function begin(key: string, make: (gone: AbortSignal) => Promise<Made<unknown>>): Making {
    const leaving = new AbortController();
    const of = version;
    const made = make(leaving.signal);
    const begun: Making = { made, leaving, waiting: 0 };
    making.set(key, begun);
    const end = (): void => {
      if (making.get(key) === begun) making.delete(key);
    };
    made.then((result) => {
      end();
      if (result.ok && of === version) keep(key, result.value.bytes);
    }, end);
    return begun;
  }

  function wait(key: string, one: Making, gone: AbortSignal | undefined): Promise<Made<unknown>> {
    one.waiting += 1;
    return new Promise((resolve, reject) => {
      gone?.addEventListener(
        'abort',
        () => {
          resolve(busy);
          one.waiting -= 1;
          if (one.waiting > 0) return;
          if (making.get(key) === one) making.delete(key);
          one.leaving.abort();
        },
        { once: true },
      );
      one.made.then(resolve, reject);
    });
  }

  return {
    /** One kind of result: its name, how it is made, and the form in which it is sent. */
    of<Query, Value>(
      kind: string,
      make: Make<Query, Value>,
      form: Form<Value> = asJson<Value>(),
    ): ResultCase<Query, Value> {
      const keyOf = (reader: FigureReader, waveId: string, query: Query): string => {
        look();
        const asked = Object.entries(query as Readonly<Record<string, unknown>>)
          .filter(([, value]) => value !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1));
        return JSON.stringify([version, kind, namesOfReaders(reader), waveId, asked]);
      };
      return {
        tag: (reader, waveId, query) => `"${digest(keyOf(reader, waveId, query))}"`,
        ask(reader, waveId, query, gone) {
          const key = keyOf(reader, waveId, query);
          const known = find(key);
          if (known !== undefined)
            return Promise.resolve(ok({ bytes: known, read: () => form.read(known) }));
          if (gone?.aborted === true) return Promise.resolve(busy);
          const begun =
            making.get(key) ??
            begin(key, async (leaving) => {
              const made = await make(reader, waveId, query, leaving);
              if (!made.ok) return made;
              return ok({ bytes: await form.write(made.value), read: () => made.value });
            });
          return wait(key, begun, gone) as Promise<Made<Value>>;
        },
      };
    },
  };
}

/** Published rows are texts, numbers and nothing else: what is read back is what was written. */
const asJson = <Value>(): Form<Value> => ({
  write: (value) => new TextEncoder().encode(JSON.stringify(value)),
  read: (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Value,
});
