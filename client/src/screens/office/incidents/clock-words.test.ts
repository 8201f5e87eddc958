import type { Instant } from '@sipas/shared/kernel';
import { expect, it } from 'vitest';
import shipped from '../../../../../data/rights/incident-notice.json' with { type: 'json' };
import { officeText } from '../../../text/office/index.ts';
import { clockWords } from './clock-words.ts';

const noticedAt = '2026-11-25T01:30:00.000Z' as Instant;
const none = { notifiedAt: null, noDutyAt: null };
const say = (now: string, more: { notifiedAt?: string; noDutyAt?: string } = {}) => {
  const clock = { noticedAt, ...none, ...(more as object) };
  const { tone, words } = clockWords(
    { rules: shipped, clock, now: now as Instant },
    { text: officeText.vi, language: 'vi' },
  );
  return [tone, words.replaceAll('\u00a0', ' ')];
};

it('says how long is left, in a colour and in words, until it was met or missed [H-53]', () => {
  expect(say('2026-11-25T03:30:00.000Z')).toEqual([
    ...['good', 'Còn 2 ngày 22 giờ để báo, hạn 28/11/2026 08:30'],
  ]);
  expect(say('2026-11-27T02:30:00.000Z')).toEqual([
    ...['warn', 'Sắp hết hạn: còn 23 giờ để báo, hạn 28/11/2026 08:30'],
  ]);
  expect(say('2026-11-28T00:00:00.000Z')).toEqual([
    ...['bad', 'Gấp: chỉ còn 1 giờ 30 phút để báo, hạn 28/11/2026 08:30'],
  ]);
  expect(say('2026-11-28T03:30:00.000Z')).toEqual([
    ...['bad', 'Quá hạn báo 2 giờ, hạn là 28/11/2026 08:30'],
  ]);
  const later = '2026-12-28T03:30:00.000Z';
  expect(say(later, { notifiedAt: '2026-11-28T00:30:00.000Z' })).toEqual([
    ...['good', 'Đã báo đúng hạn lúc 28/11/2026 07:30, sớm 1 giờ'],
  ]);
  expect(say(later, { notifiedAt: '2026-11-28T02:30:00.000Z' })).toEqual([
    ...['bad', 'Đã báo trễ 1 giờ, lúc 28/11/2026 09:30'],
  ]);
  expect(say(later, { noDutyAt: '2026-11-26T02:30:00.000Z' })).toEqual([
    ...['plain', 'Đã đánh giá: không phải báo (26/11/2026 09:30)'],
  ]);
});
