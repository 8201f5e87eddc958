import type { MeasureWords, SignalCode } from '@sipas/shared/quality';

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

/** How a measure is written on the terminal. */
export const measureWords: MeasureWords = {
  units: { 's/item': 'giây/câu', share: '(tỷ lệ)', ratio: '(tỷ số)' },
  nextDay: 'rạng sáng hôm sau',
  decimalMark: ',',
};
