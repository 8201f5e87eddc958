import { expect, test } from 'vitest';
import { type Role, roles } from '@sipas/shared/wire';
import { type PolicyRow, type Relation, policy } from '../../src/http/policy.ts';

const wordOfRelation: Readonly<Record<Relation, string>> = {
  own: 'của chính người hỏi · their own',
  areas: 'trong địa bàn · in their areas',
  'whole-wave': 'trọn một đợt, cho ai thấy hết đợt · a whole wave, for who sees all of it',
  province: 'cả tỉnh · the whole province',
  'linked-file': 'tệp của liên kết · the file of the link',
  public: 'ai cũng được biết · public',
};
const wordOfRole: Readonly<Record<Role, string>> = {
  surveyor: 'điều tra viên · surveyor',
  office: 'bưu điện · office',
  analyst: 'Sở Nội vụ · analyst',
  admin: 'quản trị · admin',
  observer: 'người giám sát · observer',
  'data-protection': 'cán bộ bảo vệ dữ liệu · data protection',
};
const wordOfOthers = {
  phone: 'máy đã ghi danh · an enrolled phone',
  'link-key': 'người có khóa liên kết · who has the key of a link',
  watch: 'giám sát máy chủ có mã riêng · a watch with the token of the figures',
  anybody: 'không cần đăng nhập · nobody need sign in',
} as const;

const lineOf = ([key, { who, relation }]: readonly [string, PolicyRow]): string => {
  const marks = roles.map((role) => (typeof who !== 'string' && who.includes(role) ? '✓' : ''));
  const others = typeof who === 'string' ? wordOfOthers[who] : '';
  return `| \`${key}\` | ${[...marks, others, wordOfRelation[relation]].join(' | ')} |`;
};

const page = (): string => `# Ai được làm gì · Who may do what

Trang này được tạo từ \`server/src/http/policy.ts\`, cũng là bảng mà máy chủ dùng để cho vào hay từ chối; đừng sửa ở đây.
This page is made from the table by which the server lets in or refuses (\`npx vitest run -u policy-page\`).

Một việc ngoài địa bàn của một người thì với người ấy là không có (404), không phải bị cấm. Chưa đăng nhập: 401; đăng nhập
với vai trò khác: 403. · What lies outside the areas of a person is not there for them (404) rather than forbidden.

| Đường dẫn · Route | ${roles.map((role) => wordOfRole[role]).join(' | ')} | Khác · Others | Trên những gì · Of what |
|---|${roles.map(() => ':-:|').join('')}---|---|
${Object.entries(policy).map(lineOf).join('\n')}
`;

test('the page of who may do what is made from the table that the server goes by [A-153]', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/security/policy.md');
});
