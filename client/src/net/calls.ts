import type * as v from 'valibot';
import type { Answer, DownloadedFile } from '../ports/api-answer.ts';

/** How a part of the console's requests asks: for an answer of an agreed shape, and for a file. */
export interface Calls {
  read<Schema extends v.GenericSchema>(
    schema: Schema,
    request: {
      readonly method: 'GET' | 'POST' | 'DELETE';
      readonly path: string;
      readonly body?: unknown;
      /** Bytes that are sent as they are, instead of a body of JSON. */
      readonly file?: Blob;
      readonly signal?: AbortSignal | undefined;
      /** Takes its time. */
      readonly isSlow?: boolean;
    },
  ): Answer<v.InferOutput<Schema>>;
  download(path: string, fallbackName: string, signal?: AbortSignal): Answer<DownloadedFile>;
}
