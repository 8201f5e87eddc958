import type { Instant } from '@sipas/shared/kernel';
import type { Session, Wave } from '@sipas/shared/wire';
import { createContext } from 'svelte';
import type { OfficeApi } from '../../ports/office-api.ts';
import type { Language, OfficeText } from '../../text/office/index.ts';
import type { FileImports } from './import/file-imports.svelte.ts';
import type { ScreenId } from './screen.ts';

/** What every screen of the console is given. The members are read anew each time: they change under way. */
export interface Office {
  readonly api: OfficeApi;
  readonly imports: FileImports;
  readonly language: Language;
  readonly text: OfficeText;
  readonly online: boolean;
  /** The choices in the address of the screen: a level, a filter, a word searched for. */
  readonly choices: Readonly<Record<string, string>>;
  /** Changes choices in the address without a new entry in the history; null removes one. */
  choose(changes: Readonly<Record<string, string | null>>): void;
  /** The address of a screen with the given choices changed and the rest kept. */
  address(screen: ScreenId, changes: Readonly<Record<string, string | null>>): string;
  now(): Instant;
}

/** Whose console it is and which wave is open: known to every screen of the menu. */
export interface Scope {
  readonly session: Session;
  readonly wave: Wave;
  /** All waves that this person may see. */
  readonly waves: readonly Wave[];
  /** To be called after a change that the menu shows: a wave was closed, an alarm was seen to. */
  refresh(): void;
}

export const [getOffice, setOffice] = createContext<Office>();
export const [getScope, setScope] = createContext<Scope>();
