import type { ImportAnswer } from '@sipas/shared/wire';
import type { ApiFailure, OfficeApi } from '../../../ports/office-api.ts';

/** Why a file did not come in: what the server or the way to it said, or what could be seen here before. */
export type ImportFailure =
  | ApiFailure
  | { readonly tag: 'empty' }
  | { readonly tag: 'not-read' }
  | { readonly tag: 'too-large' };

export type ImportState =
  | { readonly tag: 'waiting' }
  | { readonly tag: 'sending' }
  | { readonly tag: 'done'; readonly answer: ImportAnswer }
  | { readonly tag: 'failed'; readonly failure: ImportFailure };

/** One file that was given. */
export interface FileImport {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly source: File;
  readonly state: ImportState;
}

/** Files on their way to the server, one after the other. What was given stays listed until it is cleared. */
export interface FileImports {
  readonly files: readonly FileImport[];
  readonly isRunning: boolean;
  /** Nothing is sent after the file under way. */
  readonly isStopped: boolean;
  add(files: readonly File[]): void;
  stop(): void;
  /** Sends what still waits. */
  goOn(): void;
  retry(id: number): void;
  clear(): void;
}

/** The server's bound of one file as it lies. */
const mostBytes = 16 * 1024 * 1024;

export function createFileImports(api: Pick<OfficeApi, 'importFile'>): FileImports {
  let files = $state.raw<readonly FileImport[]>([]);
  let isRunning = $state(false);
  let isStopped = $state(false);
  let lastId = 0;

  function setState(id: number, state: ImportState): void {
    files = files.map((file) => (file.id === id ? { ...file, state } : file));
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (let next = nextWaiting(); next && !isStopped; next = nextWaiting()) {
      setState(next.id, { tag: 'sending' });
      setState(next.id, await sendFile(api, next.source));
    }
    isRunning = false;
  }

  const nextWaiting = (): FileImport | undefined =>
    files.find(({ state }) => state.tag === 'waiting');

  return {
    get files() {
      return files;
    },
    get isRunning() {
      return isRunning;
    },
    get isStopped() {
      return isStopped;
    },
    add(given) {
      const added = given.map((source): FileImport => {
        lastId += 1;
        return {
          id: lastId,
          name: source.name,
          bytes: source.size,
          source,
          state: { tag: 'waiting' },
        };
      });
      files = [...files, ...added];
      isStopped = false;
      void run();
    },
    stop() {
      isStopped = true;
    },
    goOn() {
      isStopped = false;
      void run();
    },
    retry(id) {
      setState(id, { tag: 'waiting' });
      isStopped = false;
      void run();
    },
    clear() {
      files = [];
    },
  };
}

async function sendFile(api: Pick<OfficeApi, 'importFile'>, file: File): Promise<ImportState> {
  const failed = (failure: ImportFailure): ImportState => ({ tag: 'failed', failure });
  if (file.size > mostBytes) return failed({ tag: 'too-large' });
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // A stick that was pulled out, or a folder.
    return failed({ tag: 'not-read' });
  }
  if (bytes.byteLength === 0) return failed({ tag: 'empty' });
  const answer = await api.importFile(new Blob([bytes]));
  return answer.ok ? { tag: 'done', answer: answer.value } : failed(answer.error);
}
