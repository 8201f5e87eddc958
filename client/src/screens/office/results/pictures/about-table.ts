import type { ScoreTable } from '@sipas/shared/wire';
import { type OfficeText, printDay } from '../../../../text/office/index.ts';
import type { SheetWords } from './sheet.ts';

/** Answers: what a picture of this table says of itself when it is taken away: wave, scheme, base, day. */
export function aboutTable(
  {
    wave,
    catalogue,
    scheme,
    minimumBase,
  }: Pick<ScoreTable, 'wave' | 'catalogue' | 'scheme' | 'minimumBase'>,
  {
    title,
    text,
    moment,
  }: { readonly title: string; readonly text: OfficeText; readonly moment: string },
): SheetWords {
  const words = text.pictures;
  return {
    title,
    lines: [
      words.fileWave(wave.name, printDay(catalogue)),
      words.fileScheme(text.results.schemes[scheme]),
      words.fileBase(String(minimumBase)),
      words.fileDay(moment),
    ],
  };
}
