import { printHundredths } from '@sipas/shared/kernel';
import { type ChangeWord, wordOfChange } from '@sipas/shared/fixes';
import type { Standing, UnitChange } from '@sipas/shared/scoring';
import { type Cell, count, decimal, text } from './csv-format.ts';
import type { WaveChanges } from './workbook-tables.ts';
import type { Sheet } from './xlsx-file.ts';

const standingWords: Readonly<Record<Standing, string>> = {
  exact: '',
  approximate: 'gần đúng',
  'not-enough-base': 'không đủ mẫu',
  suppressed: 'được ẩn',
  'not-comparable': 'không so sánh được',
};

/** Answers: how the index of each unit changed since the earlier wave, and what the change is worth. */
export function changesSheet({ levels }: WaveChanges): Sheet {
  const first = levels[0]?.table;
  const [before, after] = [first?.before.name ?? '', first?.after.name ?? ''];
  return {
    name: 'So với đợt trước',
    lead: [
      `Thay đổi của chỉ số chung: ${before} → ${after}`,
      `Đơn vị hành chính ngày ${first?.on ?? ''}. Thay đổi tính bằng điểm %; “có ý nghĩa” khi khoảng tin cậy 95 % không chứa 0. Bậc = hạng trước − hạng sau.`,
    ],
    columns: [
      { heading: 'Cấp', width: 22 },
      { heading: 'Mã', width: 9 },
      { heading: 'Đơn vị', width: 28 },
      { heading: 'Đợt trước, %', width: 14 },
      { heading: 'n đợt trước', width: 10 },
      { heading: 'Đợt này, %', width: 14 },
      { heading: 'n đợt này', width: 10 },
      { heading: 'Thay đổi, điểm %', width: 14 },
      { heading: 'Cận dưới', width: 10 },
      { heading: 'Cận trên', width: 10 },
      { heading: 'Kết luận', width: 22 },
      { heading: 'Thay đổi, bậc', width: 14 },
      { heading: 'Ghi chú', width: 20 },
    ],
    rows: levels.flatMap(({ label, table }) =>
      table.rows.map((row) => [
        text(label),
        text(row.unit),
        text(row.unitName),
        hundredthsCell(row.before.standing, row.before.hundredths),
        count(row.before.validCount),
        hundredthsCell(row.after.standing, row.after.hundredths),
        count(row.after.validCount),
        hundredthsCell(row.standing, row.pointsHundredths),
        hundredthsCell(row.standing, row.interval?.lowHundredths ?? null),
        hundredthsCell(row.standing, row.interval?.highHundredths ?? null),
        text(verdict(row)),
        row.steps === null ? text(wordOf(row.standing)) : count(row.steps),
        text(standingWords[row.standing]),
      ]),
    ),
  };
}

const wordOf = (standing: Standing): string => standingWords[standing] || '–';

const hundredthsCell = (standing: Standing, hundredths: number | null): Cell =>
  hundredths === null ? text(wordOf(standing)) : decimal(printHundredths(hundredths));

const words: Readonly<Record<ChangeWord, string>> = {
  rise: 'tăng có ý nghĩa',
  drop: 'giảm có ý nghĩa',
  same: 'không đổi',
  unclear: 'chưa rõ tăng hay giảm',
  untold: 'chưa tính được khoảng tin cậy',
};

function verdict({ pointsHundredths, interval }: UnitChange): string {
  const word = wordOfChange(pointsHundredths, interval);
  return word === null ? '–' : words[word];
}
