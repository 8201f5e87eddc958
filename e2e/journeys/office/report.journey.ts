import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

interface Cell {
  readonly text: string;
}
interface Report {
  readonly cover: { readonly summary: string };
  readonly chapters: readonly {
    readonly title: string;
    readonly blocks: readonly {
      readonly kind: string;
      readonly rows?: readonly (readonly Cell[])[];
    }[];
  }[];
}

test('one click makes the report of a wave, whose figures are those of the server, on screen, paper and in Word', async ({
  page,
  product,
}, info) => {
  test.slow();
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await office.open('Kết quả');
  await page.getByRole('link', { name: 'Báo cáo', exact: true }).click();
  const paper = page.getByRole('article', { name: 'Bản báo cáo' });
  // Twenty tables are made for it; of a wave that is not frozen it is a draft.
  await expect(paper.getByRole('heading', { name: 'DỰ THẢO BÁO CÁO', exact: true })).toBeVisible({
    timeout: 60_000,
  });

  await page.screenshot({ path: info.outputPath('report-1280.png') });
  const path = `${product.origin}/api/v1/waves/${product.waveId}`;
  const level = await page.getByLabel('Cấp nêu đầy đủ').inputValue();
  const asked = `level=${level}&instrument=household-2022`;
  const report = (await (await page.request.get(`${path}/report?${asked}`)).json()) as Report;
  await expect(paper).toContainText(report.cover.summary);
  const wanted = report.chapters.flatMap(({ blocks }) =>
    blocks.flatMap(({ rows = [] }) => rows.map((cells) => cells.map(({ text }) => text))),
  );
  const shown = await paper
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  expect(shown).toEqual(wanted);
  // The first figure is that of the table of scores, asked for apart.
  const scores = await page.request.get(`${path}/scores?level=province&instrument=household-2022`);
  const { rows } = (await scores.json()) as { rows: { percent: string }[] };
  expect(report.cover.summary).toContain(` ${(rows[0]?.percent ?? '').replace('.', ',')}\u00a0%`);
  await expectSound(page, 'the report');

  await page.getByRole('button', { name: /Phụ lục/ }).click();
  await expect(page.getByRole('heading', { name: /Phụ lục/ })).toBeFocused();

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'In hoặc lưu PDF' })).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await writeFile(info.outputPath('report.pdf'), pdf);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'screen' });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải tệp Word' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sipas_bao-cao_.*_\d{4}-\d{2}-\d{2}\.docx$/);
});

test('the report fits a phone and the dark, and a wave without forms has one of words', async ({
  page,
  product,
}, info) => {
  test.slow();
  const plan = join(product.dataDir, 'plan.csv');
  await writeFile(plan, 'commune,code,name,target\n29551,01,Khóm 1,10\n');
  const { waveId } = await product.command<{ waveId: string }>(
    ...['wave', 'create', '--name', 'Đợt hai', '--instrument', 'household-2022'],
    ...['--catalogue', '2025-07-01', '--open', '--villages', plan],
  );
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${product.origin}/office.html#/ket-qua?cap=province&dot=${waveId}&xem=bao-cao`);
  const paper = page.getByRole('article', { name: 'Bản báo cáo' });
  await expect(paper.getByText('chưa có chỉ số hài lòng chung: không đủ mẫu.').first()).toBeVisible(
    { timeout: 60_000 },
  );
  await expect(paper.getByText(/không so sánh được, vì đợt/).first()).toBeVisible();
  await expectSound(page, 'the report');
  await page.screenshot({ path: info.outputPath('report-360-dark.png'), fullPage: true });

  const unknown = await page.request.get(
    `${product.origin}/api/v1/waves/${waveId}/report?level=nowhere`,
  );
  expect([unknown.status(), ((await unknown.json()) as { code: string }).code]).toEqual([
    400,
    'report.unknown-level',
  ]);
});
