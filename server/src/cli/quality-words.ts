import type { Finding, SignalCode } from '@sipas/shared/quality';

/** What a signal is called. */
export const signalWords: Readonly<Record<SignalCode, string>> = {
  'response.too-fast': 'hỏi quá nhanh',
  'response.long-run': 'một câu trả lời lặp dài',
  'response.equal-answers': 'gần như một câu trả lời',
  'response.near-duplicate': 'gần giống một phiếu khác',
  'response.at-night': 'kết thúc ban đêm',
  'surveyor.low-variance': 'các phiếu quá giống nhau',
  'surveyor.position-pile': 'nhiều phiếu ở một chỗ',
  'surveyor.break-offs': 'nhiều phiếu bỏ dở',
  'surveyor.unlike-neighbours': 'khác người cùng địa bàn',
  'surveyor.back-check': 'phúc tra khác (điều tra viên)',
  'item.back-check': 'phúc tra khác (câu hỏi)',
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
