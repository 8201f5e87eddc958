import type { paletteWords as shape } from './vi-palette.ts';

/** Words of the list that leads anywhere, in English. */
export const paletteWords: typeof shape = {
  open: 'Go to…',
  title: 'Go to',
  search: 'Find a screen, a result, a wave, a commune',
  hint: 'Accents may be left out. ↑ ↓ to choose, Enter to go, Esc to close.',
  places: 'Where to',
  kinds: { screen: 'Screen', view: 'Results', wave: 'Wave', unit: 'Overview' },
  none: (search) => `Nothing is called “${search}”.`,
  more: (count) => `${count} more: type on to narrow the list.`,
  unitsFailed: 'The names of the communes could not be loaded.',
};
