import { text } from './csv-format.ts';
import { type WaveTables, figureCell, statusWords, wholeCell } from './workbook-tables.ts';
import type { Sheet } from './xlsx-file.ts';

/** Answers: how the whole answered the questions outside the index: perceptions, needs, and who answered. */
export const answersSheet = ({ wave, answers }: WaveTables): Sheet => ({
  name: 'Ngoài chỉ số',
  lead: [
    `Câu hỏi ngoài chỉ số: nhận định, nhu cầu, đặc điểm người trả lời – ${wave.name}`,
    'Tỷ lệ % trong số người trả lời câu hỏi, khoảng tin cậy 95 %. Câu chọn nhiều phương án có tổng có thể vượt 100.',
  ],
  columns: [
    { heading: 'Đơn vị', width: 24 },
    { heading: 'Chủ đề', width: 34 },
    { heading: 'Mã câu hỏi', width: 12 },
    { heading: 'Câu hỏi', width: 50 },
    { heading: 'Mã', width: 7 },
    { heading: 'Phương án', width: 36 },
    { heading: 'Tỷ lệ, %', width: 12 },
    { heading: 'Cận dưới', width: 12 },
    { heading: 'Cận trên', width: 12 },
    { heading: 'Số người chọn', width: 12 },
    { heading: 'n', width: 9 },
    { heading: 'Thứ tự', width: 8 },
    { heading: 'Ghi chú', width: 16 },
  ],
  rows: answers.flatMap(({ label, table }) =>
    table.rows.map((row) => [
      text(row.unitName),
      text(label),
      text(row.question),
      text(row.questionLabel),
      text(row.option),
      text(row.optionLabel),
      figureCell(row.status, row.percent),
      figureCell(row.status, row.interval?.low ?? null),
      figureCell(row.status, row.interval?.high ?? null),
      wholeCell(row.status, row.count),
      wholeCell(row.status, row.valid),
      wholeCell(row.status, row.rank),
      text(statusWords[row.status]),
    ]),
  ),
});
