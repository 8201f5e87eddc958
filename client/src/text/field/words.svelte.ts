import type { FieldText } from './shape.ts';
import { vi } from './vi.ts';

/** Languages of the screens. Questionnaires carry theirs as data. */
export const screenLanguages = ['vi', 'en'] as const;
export type ScreenLanguage = (typeof screenLanguages)[number];

let spoken = $state.raw<FieldText>(vi);
let code = $state<ScreenLanguage>('vi');

/** The words in the language of the moment; a template that reads them is drawn anew when it changes. */
export const words = (): FieldText => spoken;
export const screenLanguage = (): ScreenLanguage => code;

/** Switches the language of the screens; one that they do not have leaves them as they are. English comes when asked for. */
export async function speak(language: string): Promise<void> {
  if (language !== 'vi' && language !== 'en') return;
  spoken = language === 'vi' ? vi : (await import('./en.ts')).en;
  code = language;
  document.documentElement.lang = language;
}
