import type { ReportBlock, ReportDocument } from '../wire/index.ts';
import { annexChapter } from './annex-chapter.ts';
import { answersChapter } from './answers-chapter.ts';
import { changesChapter } from './changes-chapter.ts';
import { commentsChapter } from './comments-chapter.ts';
import { contentsChapter } from './contents-chapter.ts';
import { editionOf, writeCover } from './cover.ts';
import type { DraftBlock, DraftChapter, ReportMaterial } from './material.ts';
import { methodChapter } from './method-chapter.ts';
import { overviewChapter } from './overview-chapter.ts';
import { prioritiesChapter } from './priorities-chapter.ts';
import { unitsChapter } from './units-chapter.ts';

/** The chapters in their order; a further one takes its place here, before the annex. */
const chapterWriters: readonly ((material: ReportMaterial) => DraftChapter)[] = [
  methodChapter,
  overviewChapter,
  unitsChapter,
  contentsChapter,
  answersChapter,
  commentsChapter,
  changesChapter,
  prioritiesChapter,
  annexChapter,
];

/**
 * Answers: what does the report of a wave say?
 * Shape:   published tables → cover and chapters, both numbered, tables counted through. Every figure in a sentence or a
 *          cell is one of the tables or the difference of two printed ones; no other is made here.
 * Missing: what is withheld is the word of its reason; a chapter without figures says so.
 * Rule:    N-10
 */
export function writeReport(material: ReportMaterial): ReportDocument {
  let tables = 0;
  const edition = editionOf(material);
  const count = (block: DraftBlock): ReportBlock =>
    block.kind === 'table' ? { ...block, number: (tables += 1) } : block;
  return {
    wave: { id: material.wave.id, name: material.wave.name },
    ...(edition === undefined ? {} : { edition }),
    day: material.day,
    cover: writeCover(material),
    chapters: chapterWriters.map((write, place) => {
      const { id, title, blocks } = write(material);
      return {
        id,
        title: `${romanNumerals[place] ?? String(place + 1)}. ${title}`,
        blocks: blocks.map(count),
      };
    }),
  };
}

const romanNumerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
