import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../../fixtures/test.ts';
import { FieldApp } from '../../pages/field-app.ts';
import {
  type Look,
  walkEnrolment,
  walkHindrances,
  walkHouseholdForm,
  walkTransactionForm,
} from '../../pages/field-screens.ts';
import { withMeasure } from '../../pages/fit.ts';

test.setTimeout(420_000);

/** axe in light and in dark, and targets that fit; every finding is listed with its screen. */
function withAxe(): {
  readonly look: Look;
  readonly findings: string[];
  readonly looked: string[];
} {
  const { look: fits, findings } = withMeasure();
  const looked: string[] = [];
  const look: Look = async (name, app) => {
    const { page } = app;
    looked.push(name);
    await fits(name, app);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          findings.push(
            `${name}, ${colorScheme}: ${id}: ${target.join(' ')}: ${String(failureSummary)}`,
          );
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
  return { look, findings, looked };
}

test('axe finds nothing while a phone is enrolled and when something is in the way', async ({
  app,
  product,
  context,
}) => {
  const { look, findings, looked } = withAxe();
  await context.clock.install();
  await walkEnrolment(app, () => product.enrolmentCode(), look);
  await walkHindrances(app, look);
  expect(findings).toEqual([]);
  expect(looked).toHaveLength(11);
});

test('axe finds nothing on the screens of an interview of the long form', async ({
  app,
  product,
}) => {
  const { look, findings, looked } = withAxe();
  await app.enrol(await product.enrolmentCode());
  await walkHouseholdForm(app, look);
  expect(findings).toEqual([]);
  expect(looked).toHaveLength(9);
});

test('axe finds nothing on the screens of an interview of the short form and after it', async ({
  app,
  product,
}) => {
  const { look, findings, looked } = withAxe();
  await app.enrol(await product.enrolmentCode());
  await walkTransactionForm(app, look);
  expect(findings).toEqual([]);
  expect(looked).toHaveLength(11);
});

test('axe finds nothing on the page for browsers inside other apps', async ({
  browser,
  product,
  watch,
}) => {
  const { look, findings } = withAxe();
  const context = await browser.newContext({ userAgent: 'Mozilla/5.0 (Linux) [FBAN/FB4A]' });
  watch(context, product.origin);
  const app = new FieldApp(await context.newPage(), product.origin);
  await app.page.goto(product.origin);
  await expect(app.button('Chép địa chỉ')).toBeVisible();
  await look('browser inside another app', app);
  expect(findings).toEqual([]);
  await context.close();
});
