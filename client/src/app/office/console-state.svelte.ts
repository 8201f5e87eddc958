import type { Session } from '@sipas/shared/wire';
import { type Language, languages } from '../../text/office/index.ts';

const languageKey = 'sipas.office.language';

/** What the console remembers while the page is open: the language, and who is signed in. */
export interface ConsoleState {
  language: Language;
  /** Undefined while it is being asked, null while nobody is signed in. */
  session: Session | null | undefined;
  /** The session ended under way: the sign-in says so, and the address keeps the place to come back to. */
  readonly ended: boolean;
  endSession(): void;
}

export function createConsoleState(shelf: Storage): ConsoleState {
  let language = $state<Language>(
    languages.find((one) => one === shelf.getItem(languageKey)) ?? 'vi',
  );
  let session = $state.raw<Session | null | undefined>();
  let ended = $state(false);
  return {
    get language() {
      return language;
    },
    set language(chosen) {
      language = chosen;
      shelf.setItem(languageKey, chosen);
    },
    get session() {
      return session;
    },
    set session(changed) {
      session = changed;
      ended = false;
    },
    get ended() {
      return ended;
    },
    endSession() {
      ended = ended || (session !== null && session !== undefined);
      session = null;
    },
  };
}
