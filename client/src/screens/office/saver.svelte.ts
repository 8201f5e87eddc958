import type { Answer, ApiFailure, DownloadedFile } from '../../ports/office-api.ts';
import { saveFile } from '../../ui/save-file.ts';

/** A file that is asked for and kept, one at a time. */
export interface Saver {
  readonly busy: boolean;
  /** Why the last file was not made; gone when the next is asked for. */
  readonly failure: ApiFailure | undefined;
  save(ask: () => Answer<DownloadedFile>): Promise<void>;
}

/** To be called while a component is made. */
export function createSaver(): Saver {
  let busy = $state(false);
  let failure = $state.raw<ApiFailure>();
  return {
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    async save(ask) {
      busy = true;
      failure = undefined;
      const answer = await ask();
      busy = false;
      if (answer.ok) saveFile(answer.value.name, answer.value.content);
      else failure = answer.error;
    },
  };
}
