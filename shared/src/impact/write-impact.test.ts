import { expect, test } from 'vitest';
import type { FieldRegistry } from '../privacy/index.ts';
import type { ImpactDocument } from '../wire/index.ts';
import type { ImpactMaterial } from './material.ts';
import { writeImpact } from './write-impact.ts';

const title = (vi: string) => ({ vi, en: vi });
const fields: FieldRegistry = {
  format: 1,
  version: '2026-11-28',
  purposes: [{ id: 'accounts', title: title('Cho đúng người làm') }],
  retentions: [
    { id: 'session', days: 30, from: 'expired', title: title('Xóa sau 30 ngày') },
    { id: 'account', days: null, from: 'account-needed', title: title('Không tự xóa') },
  ],
  records: [
    {
      ...{ id: 'sessions', kind: 'user', table: 'sessions', title: title('Phiên') },
      entries: [
        {
          ...{ fields: ['token_hash', 'agent'], purpose: 'accounts' },
          ...{ class: 'ordinary', retention: 'session' },
        },
      ],
      notPersonal: [],
    },
    {
      ...{ id: 'users', kind: 'user', table: 'users', title: title('Tài khoản') },
      entries: [
        {
          ...{ fields: ['username'], purpose: 'accounts' },
          ...{ class: 'identifying', retention: 'account' },
        },
      ],
      notPersonal: [],
    },
  ],
  tablesWithout: [],
};
const material: ImpactMaterial = {
  ...{ day: '2026-11-28', software: '0.1.0', fields },
  access: [
    { route: 'GET /api/v1/users', who: ['admin', 'data-protection'], relation: 'areas' },
    { route: 'GET /api/v1/cases', who: ['admin', 'data-protection'], relation: 'areas' },
    { route: 'POST /api/v1/cases', who: ['admin', 'data-protection'], relation: 'areas' },
    { route: 'GET /api/v1/audit', who: ['admin', 'data-protection'], relation: 'province' },
    { route: 'POST /api/v1/sync/push', who: 'phone', relation: 'own' },
  ],
  keys: [
    {
      ...{ keyId: 'abcd', createdAt: '2026-11-27T19:05:00.000Z', waves: ['Đợt 1'] },
      ...{ isHere: false, waiting: 3 },
    },
  ],
  consents: [
    {
      ...{ version: '2026/1', text: 'Ông/bà đồng ý?', languages: ['vi', 'km'] },
      ...{ instruments: ['household-2022 0011'], waves: [] },
    },
  ],
  lastRun: { at: '2026-11-27T17:00:00.000Z', rows: { sessions: 4 } },
};

/** The rows of the table with this caption, as text. */
function rows({ chapters }: ImpactDocument, caption: string): string[][] {
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  const found = blocks.find((block) => block.kind === 'table' && block.caption === caption);
  if (found?.kind !== 'table') throw new Error(`no table ${caption}`);
  return found.rows.map((cells) => cells.map(({ text }) => text));
}

test('counts the fields of each purpose by class [Y-10]', () => {
  expect(rows(writeImpact(material), 'Mục đích và số trường theo loại')).toEqual([
    ['Cho đúng người làm', '2', '0', '1'],
  ]);
});

test('tells every field with purpose, class and retention [Y-10]', () => {
  const file = writeImpact(material);

  expect(rows(file, 'Phiên')).toEqual([
    ['token_hash, agent', 'Cho đúng người làm', 'cơ bản', 'Xóa sau 30 ngày'],
  ]);
  expect(rows(file, 'Tài khoản')).toEqual([
    ['username', 'Cho đúng người làm', 'chỉ đích danh', 'Không tự xóa'],
  ]);
});

test('puts routes together that the same people may use on the same things, reads apart from changes [Y-10]', () => {
  expect(rows(writeImpact(material), 'Quyền truy cập')).toEqual([
    ['quản trị, cán bộ bảo vệ dữ liệu', 'trong địa bàn của mình', '/users, /cases', 'POST /cases'],
    ['quản trị, cán bộ bảo vệ dữ liệu', 'cả tỉnh', '/audit', '–'],
    ['máy đã ghi danh', 'của chính người hỏi', '–', 'POST /sync/push'],
  ]);
});

test('tells keys by name and state, consents by version, and what was removed last [Y-10]', () => {
  const file = writeImpact(material);

  // 19:05 in UTC is 02:05 of the next day in Vietnam.
  expect(rows(file, 'Khóa niêm phong')).toEqual([
    ['abcd', '02:05 ngày 28/11/2026', 'Đợt 1', 'KHÔNG có ở máy chủ', '3'],
  ]);
  expect(rows(file, 'Các phiên bản của lời đồng ý')).toEqual([
    ['2026/1', 'vi, km', 'household-2022 0011', '–'],
  ]);
  expect(JSON.stringify(file)).toContain('Ông/bà đồng ý?');
  expect(rows(file, 'Thời hạn giữ')).toEqual([
    ['Xóa sau 30 ngày', '30 ngày', 'ngày hết hạn', 'máy chủ, mỗi ngày'],
    ['Không tự xóa', '–', 'đến khi tài khoản không còn cần', 'không tự xóa'],
  ]);
  expect(rows(file, 'Số dòng đã xóa trong lần gần nhất')).toEqual([['Phiên đăng nhập', '4']]);
  expect(JSON.stringify(file)).toContain('Lần xóa gần nhất: 00:00 ngày 28/11/2026.');
});

test('says what is not there yet, and leaves lines for what only the office knows [Y-10]', () => {
  const empty = writeImpact({ ...material, keys: [], consents: [], lastRun: null });
  const text = JSON.stringify(empty);

  expect(text).toContain('Chưa có khóa niêm phong nào.');
  expect(text).toContain('Chưa có phiếu hỏi nào trong kho.');
  expect(text).toContain('Máy chủ chưa xóa lần nào.');
  expect(text).toContain('Bên kiểm soát dữ liệu cá nhân: …');
});

test('numbers chapters and tables through, and is the same for the same material [Y-10]', () => {
  const file = writeImpact(material);
  const numbers = file.chapters
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'table' ? block.number : []));

  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  expect(file.chapters.map((chapter) => chapter.title.split('.', 1)[0])).toEqual([
    ...['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'],
  ]);
  expect(file.subject).toContain('lập ngày 28/11/2026');
  expect(writeImpact(structuredClone(material))).toEqual(file);
});
