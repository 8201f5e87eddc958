import type { Instant } from '@sipas/shared/kernel';
import type { Incident, IncidentList } from '@sipas/shared/wire';
import { expect, it } from 'vitest';
import rules from '../../../../../data/rights/incident-notice.json' with { type: 'json' };
import { noticeParts } from './notice-text.ts';

const noticedAt = '2026-11-25T01:30:00.000Z' as Instant;
const now = '2026-11-26T01:30:00.000Z' as Instant;
const classes: IncidentList['classes'] = [
  {
    ...{ id: 'form:sensitive', kind: 'form', class: 'sensitive' },
    records: [{ vi: 'Phiếu hộ', en: 'Form' }],
  },
];
const facts = { noticedAt, beganAt: null, what: 'Mất một điện thoại', data: [], peopleMost: null };
const entry = (revision: number, more: Partial<Incident['history'][number]>) => ({
  ...{ revision, step: 'contained' as const, at: now, by: 'Lan', facts: null, doneAt: now },
  ...{ verdict: null, reference: null, corrects: null, note: '', ...more },
});
const one = (more: Partial<Incident> = {}): Incident => ({
  ...{ id: '01999999-0000-7000-8000-0000000000c1' as Incident['id'], revision: 1, facts },
  ...{ clock: { noticedAt, notifiedAt: null, noDutyAt: null }, closed: false },
  ...{ history: [entry(1, { step: 'opened', facts })], ...more },
});
const print = (incident: Incident, at = now) =>
  noticeParts(incident, { rules, classes }, at)
    .map(({ title, lines, blanks }) => [title, ...lines, ...blanks.map((blank) => `${blank}: …`)])
    .flat()
    .join('\n')
    .replaceAll('\u00a0', ' ');

it('says of what is not known that it is not, and leaves blank what no program knows [H-54]', () => {
  const text = print(one());

  expect(text).toContain('Phát hiện lúc 25/11/2026 08:30 (giờ Việt Nam).');
  expect(text.match(/Chưa biết tại thời điểm lập thông báo; sẽ báo bổ sung\./g)).toHaveLength(5);
  expect(text).toContain('Tên cơ quan: …');
  expect(text).toContain('Hạn 72 giờ kể từ khi phát hiện: 28/11/2026 08:30.');
  expect(text).not.toContain('Lý do chậm');
});

it('tells what is known and what still counts, and asks for the reason where it is late [H-54]', () => {
  const known = { ...facts, data: ['form:sensitive'], peopleMost: 1200, beganAt: noticedAt };
  const history = [
    entry(1, { step: 'opened', facts }),
    entry(2, { note: 'Khóa nhầm máy' }),
    entry(3, { note: 'Đã khóa máy', corrects: 2 }),
    entry(4, { step: 'assessed', verdict: 'notify', note: 'Có thể lộ dân tộc' }),
  ];
  const text = print(one({ facts: known, history }), '2026-11-28T02:30:00.000Z' as Instant);

  expect(text).toContain('Phiếu, dữ liệu nhạy cảm (Phiếu hộ)');
  expect(text).toContain('Nhiều nhất 1.200 người.');
  expect(text).toContain('26/11/2026 08:30: Đã khóa máy');
  expect(text).toContain('26/11/2026 08:30: Có thể lộ dân tộc');
  expect(text).not.toMatch(/Khóa nhầm|Chưa biết/);
  expect(text).toContain('Thông báo sau hạn 1 giờ.\nLý do chậm: …');
});
