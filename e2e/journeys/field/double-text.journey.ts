import { launchOptions } from '../../fixtures/browser.ts';
import { test, expect } from '../../fixtures/test.ts';
import {
  walkEnrolment,
  walkHindrances,
  walkHouseholdForm,
  walkTransactionForm,
} from '../../pages/field-screens.ts';
import { withMeasure } from '../../pages/fit.ts';

test.setTimeout(420_000);
/** The letters of the whole phone are twice as large, by the browser's own setting. */
test.use({
  launchOptions: {
    ...launchOptions,
    args: [...launchOptions.args, '--blink-settings=defaultFontSize=32'],
  },
});

test('text at 200 % fits on the screens of enrolment and of hindrances', async ({
  app,
  product,
  context,
}) => {
  const { look, findings } = withMeasure();
  await context.clock.install();
  await walkEnrolment(app, () => product.enrolmentCode(), look);
  await walkHindrances(app, look);
  expect(findings).toEqual([]);
});

test('text at 200 % fits on the screens of an interview of the long form', async ({
  app,
  product,
}) => {
  const { look, findings } = withMeasure();
  await app.enrol(await product.enrolmentCode());
  await walkHouseholdForm(app, look);
  expect(findings).toEqual([]);
});

test('text at 200 % fits on the screens of an interview of the short form and after it', async ({
  app,
  product,
}) => {
  const { look, findings } = withMeasure();
  await app.enrol(await product.enrolmentCode());
  await walkTransactionForm(app, look);
  expect(findings).toEqual([]);
});
