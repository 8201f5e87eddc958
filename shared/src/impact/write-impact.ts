import type { ImpactDocument, ReportBlock } from '../wire/index.ts';
import { accessChapter } from './access-chapter.ts';
import { consentChapter } from './consent-chapter.ts';
import { fieldsChapter, purposesChapter } from './fields-chapters.ts';
import { keysChapter } from './keys-chapter.ts';
import { type DraftBlock, type DraftChapter, type ImpactMaterial, note } from './material.ts';
import { measuresChapter } from './measures-chapter.ts';
import { printDay } from './moment-words.ts';
import { retentionChapter } from './retention-chapter.ts';

/** What no program knows. */
const officeChapter = (): DraftChapter => ({
  id: 'office',
  title: 'Phần cơ quan điền',
  blocks: [
    note('Chương trình không biết những điều sau; cơ quan điền trước khi nộp hồ sơ.'),
    {
      kind: 'list',
      items: [
        'Bên kiểm soát dữ liệu cá nhân: ……………………………………………………',
        'Bên xử lý dữ liệu cá nhân: ……………………………………………………',
        'Cán bộ, bộ phận bảo vệ dữ liệu cá nhân: ……………………………………………………',
        'Căn cứ xử lý theo luật: ……………………………………………………',
        'Nơi đặt máy chủ; có chuyển dữ liệu ra nước ngoài hay không: ……………………………………………………',
        'Rủi ro còn lại và việc sẽ làm: ……………………………………………………',
        'Ngày lập, ngày cập nhật kế tiếp, người ký: ……………………………………………………',
      ],
    },
  ],
});

const chapterWriters: readonly ((material: ImpactMaterial) => DraftChapter)[] = [
  officeChapter,
  purposesChapter,
  fieldsChapter,
  consentChapter,
  accessChapter,
  keysChapter,
  retentionChapter,
  measuresChapter,
];

const romanNumerals = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'];

/**
 * Answers: what does the file on the impact of processing personal data say?
 * Shape:   registry of fields, table of access, keys, consents, last removal → chapters, numbered, tables counted through. The
 *          same material makes the same file; nothing is in it that is not in the material, but what the program does for all.
 * Missing: what only the office knows is a line to fill in.
 * Errors:  throws never.
 * Source:  Law 91/2025/QH15; Decree 356/2025/NĐ-CP; decision 111.
 * Rule:    Y-10
 */
export function writeImpact(material: ImpactMaterial): ImpactDocument {
  let tables = 0;
  const count = (block: DraftBlock): ReportBlock =>
    block.kind === 'table' ? { ...block, number: (tables += 1) } : block;
  return {
    day: material.day,
    title: 'Hồ sơ đánh giá tác động xử lý dữ liệu cá nhân',
    subject: `Hệ thống khảo sát SIPAS ${material.software}; sổ trường dữ liệu bản ${material.fields.version}; lập ngày ${printDay(material.day)}`,
    chapters: chapterWriters.map((write, place) => {
      const { id, title, blocks } = write(material);
      return { id, title: `${romanNumerals[place] ?? ''}. ${title}`, blocks: blocks.map(count) };
    }),
  };
}
