import { expectSound } from '../../fixtures/expect-sound.ts';
import { expect, test } from '../../fixtures/test.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

test('the post office sees what there is to look at of each surveyor, in numbers that the server gives, and no answer', async ({
  page,
  product,
}, info) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  await office.open('Chất lượng');
  const rows = page.getByRole('table').first().locator('tbody tr');
  await expect(rows.first()).toBeVisible();

  const path = `${product.origin}/api/v1/waves/${product.waveId}/quality`;
  const { surveyors, raised, signals } = (await (await page.request.get(path)).json()) as {
    surveyors: {
      name: string;
      username: string;
      interviews: number;
      signals: { count: number }[];
      raisedShown: number;
      keptApart: { count: number; title: string }[];
      phones: { missing: number }[];
    }[];
    raised: { surveyor: string }[];
    signals: { code: string }[];
  };
  const sum = (counted: readonly { count: number }[]) =>
    String(counted.reduce((all, { count }) => all + count, 0));
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].slice(1, 4).map((cell) => cell.textContent.trim())),
  );
  expect(shown).toEqual(
    surveyors.map((one) => [String(one.interviews), sum(one.signals), sum(one.keptApart)]),
  );
  expect(surveyors.length).toBeGreaterThan(5);
  await expect(page.getByText('không phải kết luận')).toBeVisible();

  const first =
    surveyors.find(({ username }) => raised.some(({ surveyor }) => surveyor === username)) ??
    surveyors[0];
  await page
    .getByRole('link', { name: `Xem ${first?.name ?? ''}`, exact: true })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /^Những điều cần xem của/ })).toBeVisible();
  for (const { title } of first?.keptApart ?? [])
    await expect(page.getByText(title).first()).toBeVisible();
  // What is of the phones says so, in the list and beside it.
  await expect(
    page.getByRole('columnheader', { name: /^Số chưa về.*của máy, không riêng đợt này/ }),
  ).toHaveCount(1);
  await expect(page.getByText('là của máy, không của riêng đợt này')).toHaveCount(
    (first?.phones.length ?? 0) > 0 ? 1 : 0,
  );
  const table = page.getByRole('region', { name: 'Mọi tín hiệu của đợt' }).locator('tbody tr');
  await expect(table).toHaveCount(signals.length);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 800, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectSound(page, `quality at ${String(width)} px, ${colorScheme}`);
      const name = `quality-${String(width)}-${colorScheme}.png`;
      await page.screenshot({ path: info.outputPath(name), fullPage: true });
    }
  }
});

test('an analyst has no such screen', async ({ page, product }) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('sonoivu'));
  await expect(page.getByRole('link', { name: 'Kết quả' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Chất lượng' })).toHaveCount(0);
});
