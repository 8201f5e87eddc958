import { type Language, type OfficeText, printCount } from '../../text/office/index.ts';
import type { TableWords } from '../../ui/table.ts';

/** The words that every table of the console shares. */
export const tableWords = (text: OfficeText, language: Language): TableWords => ({
  shown: (shown, total) =>
    text.state.shown(printCount(shown, language), printCount(total, language)),
  showMore: (count) => text.state.showMore(printCount(count, language)),
  moreColumns: text.state.moreColumns,
  firstColumns: text.state.firstColumns,
});
