import type { AnswerRow, AnswerTable } from '@sipas/shared/wire';
import {
  aboutColumns,
  boundColumns,
  type Column,
  intervalColumns,
  unitColumns,
} from './columns.ts';
import { count, decimal, text } from './csv-format.ts';

/** Columns of the table of answers, beside those that every report has. */
export const answerColumns: readonly Column<AnswerRow, AnswerTable>[] = [
  ...aboutColumns,
  ...unitColumns,
  {
    name: 'question_code',
    cell: (row) => text(row.question),
    vi: 'Mã câu hỏi',
    en: 'Code of the question',
  },
  {
    name: 'question_label',
    cell: (row) => text(row.questionLabel),
    vi: 'Nội dung câu hỏi',
    en: 'Text of the question',
  },
  {
    name: 'option_code',
    cell: (row) => text(row.option),
    vi: 'Mã phương án trả lời',
    en: 'Code of the option',
  },
  {
    name: 'option_label',
    cell: (row) => text(row.optionLabel),
    vi: 'Phương án trả lời',
    en: 'Label of the option',
  },
  {
    name: 'percent',
    cell: (row) => decimal(row.percent),
    vi: 'Tỷ lệ người chọn phương án trong số người trả lời câu hỏi, %, hai chữ số thập phân, làm tròn nửa lên từ số đếm nguyên; câu hỏi chọn nhiều phương án có tổng có thể vượt 100; trống nếu không công bố',
    en: 'People who chose the option out of those who answered the question, percent, two decimals, rounded half up from whole counts; where several answers may be given they may pass 100 together; empty where not published',
  },
  {
    name: 'people',
    cell: (row) => count(row.count),
    vi: 'Số người chọn phương án',
    en: 'People who chose the option',
  },
  {
    name: 'n_valid',
    cell: (row) => count(row.valid),
    vi: 'Số người trả lời câu hỏi',
    en: 'People who answered the question',
  },
  ...intervalColumns,
  {
    name: 'rank',
    cell: (row) => count(row.rank),
    vi: 'Thứ tự theo tỷ lệ: giữa các phương án của câu hỏi chọn nhiều, hoặc giữa các câu hỏi của một bảng với cùng phương án; bằng nhau thì cùng hạng tốt hơn',
    en: 'Place by percent: among the options of a question with several answers, or among the questions of a grid for the same option; ties share the better place',
  },
  {
    name: 'not_asked',
    cell: (row) => count(row.missing?.['not-asked'] ?? null),
    vi: 'Số người không được hỏi; trống nếu cho biết câu trả lời bị ẩn của câu hỏi dẫn tới câu này',
    en: 'People who were not asked; empty where it would tell a hidden answer to the question that leads to this one',
  },
  {
    name: 'left_blank',
    cell: (row) => count(row.missing?.['left-blank'] ?? null),
    vi: 'Số người để trống',
    en: 'People who left it blank',
  },
  {
    name: 'refused',
    cell: (row) => count(row.missing?.refused ?? null),
    vi: 'Số người từ chối trả lời',
    en: 'People who refused to answer',
  },
  {
    name: 'dont_know',
    cell: (row) => count(row.missing?.['dont-know'] ?? null),
    vi: 'Số người trả lời không biết',
    en: 'People who did not know',
  },
  {
    name: 'status',
    cell: (row) => text(row.status),
    vi: 'published công bố; insufficient không đủ mẫu; suppressed ẩn vì quá ít người',
    en: 'published; insufficient = base too small; suppressed = too few people',
  },
  ...boundColumns,
];
