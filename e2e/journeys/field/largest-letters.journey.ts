import { expect, test } from '../../fixtures/test.ts';
import { walkHouseholdForm } from '../../pages/field-screens.ts';
import { withMeasure } from '../../pages/fit.ts';

test.setTimeout(300_000);

test("the app's own largest letters fit on every screen and are kept for the next start", async ({
  app,
  product,
}) => {
  const { look, findings } = withMeasure();
  await app.enrol(await product.enrolmentCode());
  await app.goTo('cai-dat');
  const size = (): Promise<number> =>
    app.page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const usual = await size();
  await app.page.getByRole('radio', { name: 'Lớn nhất' }).check();
  await expect.poll(size).toBeGreaterThan(usual * 1.4);
  await app.goHome();
  await walkHouseholdForm(app, look);
  expect(findings).toEqual([]);

  await app.page.getByRole('link', { name: /Tiếp tục phiếu dở/ }).click();
  await expect(app.button('A+, Chữ lớn hơn')).toBeDisabled();
  await app.button('A−, Chữ nhỏ hơn').click();
  await expect(app.button('A+, Chữ lớn hơn')).toBeEnabled();
  const chosen = await size();
  app = await app.killAndReopen();
  await expect(app.question).toBeVisible();
  expect(await size()).toBe(chosen);
});
