import { readResponses } from '../../fixtures/responses.ts';
import { expect, test } from '../../fixtures/test.ts';

test.use({ isBehindProxy: true });

test('a form whose receipt is lost on the way is sent again and counts once', async ({
  app,
  product,
  way,
}) => {
  const before = await readResponses(product, 'transaction-5-factor');
  await app.enrol(await product.enrolmentCode());
  way.trouble('/sync/push', 'lost-answer');
  await app.submitShortForm('MAT-TRA-LOI');
  await expect(app.page.getByText('Máy chủ chưa nhận')).toBeVisible();
  await expect.poll(() => way.passed('/sync/push')).toBeGreaterThan(0);

  await app.goHome();
  await app.expectWaiting(1);
  await expect
    .poll(async () => (await readResponses(product, 'transaction-5-factor')).length)
    .toBe(before.length + 1);
  await app.sendNow();
  await expect.poll(() => way.passed('/sync/push')).toBeGreaterThan(1);
  await app.expectWaiting(1);
  const packages = way.passed('/field-package');

  const heard = app.page.waitForResponse(/\/sync\/push$/);
  way.heal();
  await app.sendNow();

  const answer = (await (await heard).json()) as { receipts: { outcome: string }[] };
  expect(answer.receipts.map(({ outcome }) => outcome)).toEqual(['already-stored']);
  await app.expectAllReceived();
  // The survey on the phone is the newest: it is not asked for again at every contact.
  expect(way.passed('/field-package')).toBe(packages);
  const after = await readResponses(product, 'transaction-5-factor');
  expect(after).toHaveLength(before.length + 1);
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});

test('the page of a captive portal is never taken for a receipt', async ({ app, product, way }) => {
  await app.enrol(await product.enrolmentCode());
  const { envelopes } = await product.command<{ envelopes: number }>('verify');
  way.trouble('/sync/push', 'portal');
  await app.submitShortForm('QUAN-CA-PHE');
  await expect.poll(() => way.faults()).toBeGreaterThan(0);
  await expect(app.page.getByText('Máy chủ chưa nhận')).toBeVisible();
  await app.goHome();
  await app.expectWaiting(1);

  way.trouble('/sync/hello', 'portal');
  const faults = way.faults();
  await app.sendNow();
  await expect.poll(() => way.faults()).toBeGreaterThan(faults);
  await expect(app.page.getByText('Chưa có mạng.')).toBeVisible();
  await app.expectWaiting(1);
  expect(await product.command('verify')).toMatchObject({ envelopes });

  way.heal();
  await app.sendNow();

  await app.expectAllReceived();
  expect(await product.command('verify')).toMatchObject({ envelopes: envelopes + 1 });
});
