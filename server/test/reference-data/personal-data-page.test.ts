import { expect, test } from 'vitest';
import type { FieldClass, FieldRecord } from '@sipas/shared/privacy';
import { shippedFieldRegistry } from '../../src/reference-data/field-registry.ts';

const { version, purposes, retentions, records } = shippedFieldRegistry();
const wordOfClass: Readonly<Record<FieldClass, string>> = {
  ordinary: 'cơ bản · ordinary',
  sensitive: 'nhạy cảm · sensitive',
  identifying: 'chỉ đích danh · identifying',
};
const both = ({ vi, en }: { readonly vi: string; readonly en: string }) => `${vi} · ${en}`;
const titleOf = (
  list: readonly {
    readonly id: string;
    readonly title: { readonly vi: string; readonly en: string };
  }[],
  id: string,
): string => {
  const found = list.find((one) => one.id === id);
  return found === undefined ? '' : both(found.title);
};
const partOf = ({ title, entries }: FieldRecord): string => `## ${both(title)}

| Trường · Fields | Mục đích · Purpose | Loại · Class | Thời hạn giữ · Retention |
|---|---|---|---|
${entries
  .map(
    (entry) =>
      `| ${entry.fields.map((field) => `\`${field}\``).join(' ')} | ${titleOf(purposes, entry.purpose)} | ${wordOfClass[entry.class]} | ${titleOf(retentions, entry.retention)} |`,
  )
  .join('\n')}
`;
const page = (): string => `# Sổ trường dữ liệu cá nhân · Registry of personal fields

Trang này được tạo từ \`data/privacy/field-registry.json\` (bản ${version}); đừng sửa ở đây. Phiếu có câu không nằm trong sổ thì
không được dùng. · This page is made from that file (\`npx vitest run -u personal-data-page\`). A questionnaire with a question that is not in it is not used.

${records.map(partOf).join('\n')}`;

test('the page of personal fields is made from the registry by which questionnaires are refused', async () => {
  await expect(page()).toMatchFileSnapshot('../../../docs/security/personal-data.md');
});
