import type { Finding, SignalCode } from '@sipas/shared/quality';

interface SignalWords {
  readonly vi: string;
  /** Share that is raised where all are honest, as docs/quality.md has measured it. */
  readonly falseAlarm: string;
}

/** What a signal is called, and how often it is raised where all are honest. */
export const signalWords: Readonly<Record<SignalCode, SignalWords>> = {
  'response.too-fast': { vi: 'hỏi quá nhanh', falseAlarm: '0.13 %' },
  'response.long-run': { vi: 'một câu trả lời lặp dài', falseAlarm: '0.03 %' },
  'response.equal-answers': { vi: 'gần như một câu trả lời', falseAlarm: '0.02 %' },
  'response.near-duplicate': { vi: 'gần giống một phiếu khác', falseAlarm: '0.00 %' },
  'response.at-night': { vi: 'kết thúc ban đêm', falseAlarm: '0.00 %' },
  'surveyor.low-variance': { vi: 'các phiếu quá giống nhau', falseAlarm: '0.00 %' },
  'surveyor.position-pile': { vi: 'nhiều phiếu ở một chỗ', falseAlarm: '0.00 %' },
  'surveyor.break-offs': { vi: 'nhiều phiếu bỏ dở', falseAlarm: '0.04 %' },
  'surveyor.unlike-neighbours': { vi: 'khác người cùng địa bàn', falseAlarm: '0.49 %' },
  'surveyor.back-check': { vi: 'phúc tra khác (điều tra viên)', falseAlarm: '0.00 %' },
  'item.back-check': { vi: 'phúc tra khác (câu hỏi)', falseAlarm: '0.00 %' },
};

const units: Readonly<Record<Extract<Finding, { value: number }>['unit'], string>> = {
  's/item': 'giây/câu',
  share: '(tỷ lệ)',
  ratio: '(tỷ số)',
  h: '',
};

/**
 * Answers: a measure as people read it: 1.234 s/item → "1,234 giây/câu"; an hour as a clock shows it, 25.657 → "01:39 (rạng
 *          sáng hôm sau)".
 */
export function printMeasure(
  value: number,
  unit: Extract<Finding, { value: number }>['unit'],
): string {
  if (unit !== 'h') return `${value.toFixed(3).replace('.', ',')} ${units[unit]}`;
  const minutes = Math.floor(value * 60 + 1e-9);
  const two = (number: number) => String(number).padStart(2, '0');
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  return minutes >= 24 * 60 ? `${clock} (rạng sáng hôm sau)` : clock;
}
