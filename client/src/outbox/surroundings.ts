import type { Hello } from '@sipas/shared/wire';
import type { WakeCause } from './next-step.ts';

/** What the sender needs of the browser around it. */
export interface OutboxSurroundings {
  /** Calls once after so long; the answer takes it back. */
  after(ms: number, act: () => void): () => void;
  /** Tells of the network's return and of the app coming to the front; the answer ends it. */
  watchWakes(wake: (cause: WakeCause) => void): () => void;
  storageFacts(): Promise<Hello['storage']>;
}

/** Answers: the surroundings of a page in a browser. */
export function browserSurroundings(): OutboxSurroundings {
  return {
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    watchWakes(wake) {
      const online = () => wake('online');
      const visible = () => {
        if (document.visibilityState === 'visible') wake('visible');
      };
      addEventListener('online', online);
      document.addEventListener('visibilitychange', visible);
      return () => {
        removeEventListener('online', online);
        document.removeEventListener('visibilitychange', visible);
      };
    },
    async storageFacts() {
      try {
        const persisted = await navigator.storage.persisted();
        const { usage = null, quota = null } = await navigator.storage.estimate();
        return { persisted, usage, quota };
      } catch {
        // Not told by this browser: the hello says so.
        return { persisted: null, usage: null, quota: null };
      }
    },
  };
}
