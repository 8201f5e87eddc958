import { readFile, rm } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { type Person, signIn } from '../../fixtures/office.ts';
import { createWorld, type Product, startProduct, type World } from '../../fixtures/product.ts';

/** A world of its own: in the small one of the other journeys no commune has enough forms for a figure. */
let world: World;
let product: Product;
let analyst: Person;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  world = await createWorld(5000);
  product = await startProduct(world);
  analyst = await signIn(product, 'sonoivu');
});
test.afterAll(async () => {
  await product.stop();
  await rm(world.dir, { recursive: true, force: true });
});

interface Row {
  readonly unit: string;
  readonly valid: number | null;
  readonly percent: string | null;
  readonly status: string;
}

const rowsOf = async (query: string): Promise<readonly Row[]> =>
  ((await (await analyst.get(query)).json()) as { rows: Row[] }).rows;
/** As the console prints it. */
const percentOf = (percent: string): string => `${percent.replace('.', ',')}\u00a0%`;

async function openResults(page: Page, choices: string): Promise<OfficeConsole> {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== product.origin) foreign.push(url.href);
  });
  const office = new OfficeConsole(page);
  await page.goto(`${product.origin}/office.html#/ket-qua?${choices}`);
  await office.fillSignIn('sonoivu', product.account('sonoivu').password);
  await expect(page.getByRole('heading', { level: 1, name: 'Kết quả' })).toBeVisible();
  expect(foreign, 'no request leaves the origin').toEqual([]);
  return office;
}

const unit = (code: string): string => `path[data-code="${code}"]`;

test('every commune of the map says the figure that the server gave, and is hatched where it gave none', async ({
  page,
}) => {
  await openResults(page, 'hinh=ban-do');
  await expect(page.locator('path[role=option]')).toHaveCount(124);
  const rows = await rowsOf('scores?level=commune');
  const told = page.locator('.told');

  expect(new Set(rows.map(({ status }) => status))).toEqual(
    new Set(['published', 'insufficient', 'suppressed']),
  );
  for (const { unit: code, percent, valid, status } of rows) {
    await page.locator(unit(code)).focus();
    await expect(told).toContainText(`n\u00a0=\u00a0${String(valid)}`);
    const word = status === 'suppressed' ? 'được ẩn' : 'không đủ mẫu';
    await expect(told).toContainText(percent === null ? word : percentOf(percent));
    const fill = await page.locator(unit(code)).getAttribute('data-fill');
    expect(fill).toMatch(percent === null ? status : /^c[1-5]$/);
  }
  const legend = page.getByRole('region', { name: 'Chú giải' });
  for (const status of ['insufficient', 'suppressed']) {
    const count = rows.filter((row) => row.status === status).length;
    await expect(legend).toContainText(`: ${String(count)}`);
  }
});

test('the map is walked and zoomed by keyboard alone, and its outlines follow a grouping', async ({
  page,
}) => {
  await openResults(page, 'hinh=ban-do');
  const borders = page.locator('path.border');
  const box = () => page.locator('svg.sheet').getAttribute('viewBox');
  await page.locator('path[role=option][tabindex="0"]').focus();
  const first = await page.locator(':focus').getAttribute('data-code');
  const whole = await box();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  expect(await page.locator(':focus').getAttribute('data-code')).not.toBe(first);
  await page.keyboard.press('+');
  expect(await box()).not.toBe(whole);
  await page.keyboard.press('0');
  expect(await box()).toBe(whole);
  await page.keyboard.press('Tab');
  await expect(page.locator('path:focus')).toHaveCount(0);

  await expect(borders).toHaveAttribute('d', /./);
  const districts = await borders.getAttribute('d');
  await page.getByLabel('Đường ranh').selectOption('grouping:buu-dien-khu-vuc');
  await expect(borders).not.toHaveAttribute('d', districts ?? '');
  expect(page.url()).toContain('ranh=grouping');
});

test('ranked bars stand in the order of the server’s figures, each with its n', async ({
  page,
}) => {
  await openResults(page, 'hinh=cot&cap=commune');
  const rows = await rowsOf('scores?level=commune');
  const lines = page.locator('tr[data-unit]');
  await expect(lines).toHaveCount(124);

  const shown = await lines.evaluateAll((found) =>
    found.map((line) => [
      line.getAttribute('data-unit'),
      line.querySelector('.figure')?.textContent ?? '',
      line.querySelector<HTMLElement>('.filled')?.style.getPropertyValue('--share') ?? '',
    ]),
  );
  const published = rows
    .filter(({ percent }) => percent !== null)
    .sort((a, b) => Number(b.percent) - Number(a.percent));
  expect(
    shown
      .map(([code]) => code)
      .slice(0, published.length)
      .sort(),
  ).toEqual(published.map(({ unit: code }) => code).sort());
  for (const [place, { percent, valid }] of published.entries())
    if (percent !== null) {
      const [, figure, share] = shown[place] ?? [];
      expect(figure).toContain(percentOf(percent));
      expect(figure).toContain(`n\u00a0=\u00a0${String(valid)}`);
      expect(Number.parseFloat(String(share))).toBeCloseTo(Number(percent), 6);
    }
  const [province] = await rowsOf('scores?level=province');
  await expect(page.getByText('Vạch đỏ')).toContainText(percentOf(province?.percent ?? ''));
});

test('stacked bars give the five shares of the server, and say what is hidden', async ({
  page,
}) => {
  await openResults(page, 'hinh=nam-muc&cap=district');
  await page.getByLabel('Đơn vị vẽ').selectOption('855');
  await expect(page.getByRole('table')).toContainText('Thành phố Vĩnh Long', { timeout: 30_000 });
  const rows = await rowsOf('answers?question=overall&level=district&unit=855');

  await expect(page.getByRole('table').getByRole('row')).toHaveCount(1 + rows.length / 5);
  const cells = await page
    .locator('tbody tr')
    .evaluateAll((lines) =>
      lines.flatMap((line) =>
        [...line.querySelectorAll('td')].slice(2).map((cell) => cell.textContent.trim()),
      ),
    );
  expect(cells).toEqual(
    rows.map(({ percent }) => (percent === null ? 'được ẩn' : percentOf(percent))),
  );
});

test('every cell of the heat table has the figure and the base of the server, and is painted only where there is one', async ({
  page,
}) => {
  await openResults(page, 'cap=district&theo=factor');
  const rows = await rowsOf('scores?level=district&by=factor');
  const units = [...new Set(rows.map(({ unit: code }) => code))];
  const factors = rows.length / units.length;
  const lines = page.getByRole('table').locator('tbody tr');
  await expect(lines).toHaveCount(units.length);

  const shown = await lines.evaluateAll((found) =>
    found.flatMap((line) =>
      [...line.querySelectorAll('td')].map((cell) => ({
        text: cell.textContent,
        isPainted: cell.querySelector('.heat') !== null,
      })),
    ),
  );
  expect(shown).toHaveLength(units.length * factors);
  for (const [place, { percent, valid, status }] of rows.entries()) {
    const cell = shown[place];
    const word = status === 'suppressed' ? 'được ẩn' : 'không đủ mẫu';
    expect(cell?.text).toContain(percent === null ? word : percentOf(percent));
    if (valid !== null)
      expect(cell?.text.replaceAll('\u00a0', ' ')).toContain(`n = ${String(valid)}`);
    expect(cell?.isPainted).toBe(percent !== null);
  }
});

test('a picture is saved as SVG that stands alone and as PNG', async ({ page }) => {
  await openResults(page, 'hinh=ban-do');
  const save = async (kind: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Lưu hình ${kind}` }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^sipas_.*\\.${kind.toLowerCase()}$`));
    return readFile(await download.path());
  };

  const svg = (await save('SVG')).toString('utf8');
  for (const text of ['Bản đồ: Chỉ số hài lòng chung', 'Đợt: ', 'không đủ mẫu (dưới 30 phiếu)'])
    expect(svg).toContain(text);
  expect(svg.match(/<path d="M/g)?.length).toBeGreaterThan(124);
  expect(svg).not.toMatch(/class=|style=|href=/);
  expect((await save('PNG')).subarray(1, 4).toString('latin1')).toBe('PNG');
});

test('a commune outside the areas of the reader is blank on the map, and says so by its name', async ({
  page,
}) => {
  const { password } = await product.command<{ password: string }>(
    ...['user', 'add', 'mot-xa', '--role', 'analyst', '--area', '29551'],
  );
  const office = new OfficeConsole(page);
  await page.goto(`${product.origin}/office.html#/ket-qua?hinh=ban-do`);
  await office.fillSignIn('mot-xa', password);
  const outside = page.locator(unit('28756'));
  await expect(outside).toHaveAttribute('data-fill', 'none');
  await outside.focus();
  await expect(page.locator('.told')).toContainText('Phường Phú Khương: không có số liệu');
  await expect(page.getByRole('region', { name: 'Chú giải' })).toContainText('tài khoản này: 123');
});

test('what cannot be drawn has its sentence', async ({ page }) => {
  const office = await openResults(page, 'hinh=nam-muc&cap=district&donvi=99999');
  await expect(page.getByText('Không có đơn vị mã 99999')).toBeVisible();

  // A village of a few forms: none has a figure.
  await page.goto(`${product.origin}/office.html#/ket-qua?hinh=cot&cap=village`);
  await expect(page.getByText('Không có chỉ số nào để vẽ')).toBeVisible();

  // A wave without a single form, as the server would tell it.
  await page.route('**/scores?**', async (route) => {
    const answer = await route.fetch();
    const table = (await answer.json()) as { rows: Row[] };
    const rows = table.rows.map((row) => ({
      ...row,
      ...{ valid: 0, percent: null, interval: null, rank: null, status: 'insufficient' },
    }));
    await route.fulfill({ response: answer, json: { ...table, rows } });
  });
  await page.goto(`${product.origin}/office.html#/ket-qua?hinh=ban-do`);
  await expect(page.getByText('Chưa có phiếu nào được tính cho lựa chọn này')).toBeVisible();
  await page.unroute('**/scores?**');

  // A wave of older units, as the server would tell it.
  await page.route('**/scores?**', async (route) => {
    const answer = await route.fetch();
    const table = (await answer.json()) as object;
    await route.fulfill({ response: answer, json: { ...table, catalogue: '2024-12-31' } });
  });
  await page.getByRole('button', { name: 'Tải lại' }).click();
  await expect(page.getByText('Không có bản đồ cho danh mục đơn vị ngày 31/12/2024')).toBeVisible();
  await expect(office.row(/Phường Hòa Thuận/)).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the pictures, ${colorScheme}, on a desktop and at the width of a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openResults(page, 'hinh=ban-do');
    for (const [name, ready] of [
      ['Bản đồ', 'path[role=option]'],
      ['Cột xếp hạng', 'tr[data-unit]'],
      ['Năm mức trả lời', '.stack'],
    ] as const) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page.locator(ready).first()).toBeVisible({ timeout: 30_000 });
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await expectSound(page, `${name} at ${String(width)} px, ${colorScheme}`);
      }
    }
    await page.goto(`${product.origin}/office.html#/ket-qua?theo=factor`);
    await expect(page.locator('.heat').first()).toBeVisible();
    await expectSound(page, `the heat table, ${colorScheme}`);
  });
