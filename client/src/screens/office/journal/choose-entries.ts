import type { JournalQuery } from '../../../ports/journal-api.ts';

export const entriesAPage = 50;

/** Answers: which entries the choices in the address ask for, and which page of them, from 1 on. */
export function chooseEntries(choices: Readonly<Record<string, string>>): {
  readonly query: JournalQuery;
  readonly page: number;
} {
  const asked = (choice: string): string | null => choices[choice] || null;
  const page = Number.parseInt(choices['trang'] ?? '1', 10);
  return {
    query: { actor: asked('ai'), act: asked('viec'), day: asked('ngay') },
    page: page > 1 ? page : 1,
  };
}
