import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportDocument } from '@sipas/shared/wire';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';
import { machineSurroundings } from '../../src/surroundings.ts';
import { createWave } from '../../src/use-cases/create-wave.ts';
import { createWaveReader } from '../../src/use-cases/waves/index.ts';
import {
  type PeopleWorld,
  type Username,
  origin,
  places,
  setupPeopleWorld,
} from './people-world.ts';

/** Four forms of 22 criteria: all 4, but one t1_1 = 2. Three comments. A later wave without forms. */
let world: PeopleWorld;
let later: string;
beforeAll(async () => {
  world = await setupPeopleWorld({ minimumBase: 2, minimumCell: 1 });
  const say = (commune: string, comment?: string, more: Readonly<Record<string, string>> = {}) =>
    world.send(commune === places.benTre ? 'surveyor-829' : 'surveyor-855', commune, {
      rating: '4',
      but: { ...more, ...(comment === undefined ? {} : { comment }) },
    });
  await say(places.longChau, 'Nộp hồ sơ trực tuyến còn khó', { t1_1: '2' });
  await say(places.longChau, 'Chị Mẫu cáu gắt');
  await say(places.benTre, 'Trực tuyến hay lỗi');
  await say(places.benTre);
  const { waves } = world.storage;
  const { clock, ids } = machineSurroundings;
  const made = await createWave(
    { waves, reader: createWaveReader(waves), clock, ids, fields: shippedFieldRegistry() },
    {
      ...{ name: 'Đợt sau', instruments: ['transaction-5-factor'], catalogue: '2025-07-01' },
      ...{ scheme: 'criterion_mean', minimumBase: 2, minimumCell: 2 },
      villages: [{ commune: places.longChau, code: '01', name: 'Ấp 1', target: 4 }],
    },
  );
  if (!made.ok) throw new Error(made.error.detail);
  later = made.value.waveId;
  await decide('Thêm ghế chờ', places.longChau, '2026-11-15');
  await decide('Sửa trang nộp hồ sơ', places.benTre, '2026-12-31');
  await decide('Việc của đợt sau', places.longChau, '2026-12-31', later);
}, 120_000);
afterAll(() => world.close());

async function decide(what: string, unit: string, dueDay: string, waveId = world.waveId) {
  const answer = await world.ask('analyst', '/api/v1/actions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({
      ...{ what, responsible: 'Sở Nội vụ', dueDay, status: 'planned', evidence: '' },
      ...{ level: 'commune', units: [unit], criteria: ['t1_1'] },
      ...{ waveId, instrument: 'transaction-5-factor' },
    }),
  });
  expect(answer.status).toBe(200);
}

async function wordsOf(who: Username = 'analyst', wave = world.waveId, day = '2026-11-27') {
  const path = `/api/v1/waves/${wave}/report?level=commune&day=${day}`;
  const report = (await (await world.ask(who, path)).json()) as ReportDocument;
  return JSON.stringify(report).replaceAll('\u00a0', ' ');
}

test('a report tells of which themes people spoke, and quotes nobody [N-25]', async () => {
  const words = await wordsOf();

  expect(words).toContain(
    'Có 3 ý kiến trên 4 phiếu của tỉnh Vĩnh Long. Trong 14 chủ đề có số được nêu, nhiều nhất là “Dịch vụ công trực tuyến” (2 ý kiến); tiếp theo là “Thái độ cán bộ” (1 ý kiến).',
  );
  expect(words).not.toMatch(/cáu gắt|còn khó|hay lỗi/);
});

test('a report tells where the index could gain, with its arithmetic [N-25]', async () => {
  // Three of four are satisfied with one of 22 criteria, four of four with the others: 25 ÷ 22 = 1,136…
  expect(await wordsOf()).toContain('”: (100 − 75,00) × 1/22 = 1,14 điểm.');
});

test('a report tells what was decided after its wave or an earlier one, and how late that is on its day [N-25]', async () => {
  const words = await wordsOf();

  expect(words).toContain(
    'Đến ngày 27/11/2026, sổ hành động có 2 việc chưa xong, 1 việc trong đó quá hạn 12 ngày.',
  );
  expect(words).not.toContain('Việc của đợt sau');
  expect(await wordsOf('analyst', world.waveId, '2026-11-15')).toContain(
    'sổ hành động có 2 việc chưa xong, không việc nào quá hạn.',
  );
  const next = await wordsOf('analyst', later);
  for (const what of ['Thêm ghế chờ', 'Sửa trang nộp hồ sơ', 'Việc của đợt sau'])
    expect(next).toContain(what);
});

test('who sees one commune reads of its actions alone, and of no province [N-25]', async () => {
  const words = await wordsOf('analyst-commune');

  expect(words).toContain('Thêm ghế chờ');
  expect(words).not.toContain('Sửa trang nộp hồ sơ');
  expect(words).not.toContain('ý kiến trên 4 phiếu');
  expect(words).not.toContain('1/22');
});
