export { printMegabytes, printMoment } from './figures.ts';
export type { FieldText } from './shape.ts';
export {
  type ScreenLanguage,
  screenLanguage,
  screenLanguages,
  speak,
  words,
} from './words.svelte.ts';
