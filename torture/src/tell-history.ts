import type { HistoryEvent } from './history.ts';

/** Of a revision that a phone made twice, because it forgot the first or is a copy, either may come first. */
export function allowEither(
  history: HistoryEvent[],
  { responseId, revision }: { readonly responseId: string; readonly revision: number },
): void {
  for (const [place, event] of history.entries())
    if (event.type === 'finished' && event.responseId === responseId && event.revision === revision)
      history[place] = { ...event, fate: 'either' };
}

/** What a phone finds again in its other store, or has as a copy of another, is told once more with the fate it had. */
export function tellKept(
  history: HistoryEvent[],
  phone: string,
  held: readonly { readonly hash: string }[],
): void {
  for (const { hash } of held) {
    const told = history.find((event) => event.type === 'finished' && event.hash === hash);
    if (told?.type === 'finished') history.push({ ...told, phone });
  }
}
