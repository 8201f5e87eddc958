import { readResponses } from '../../fixtures/responses.ts';
import { expect, test } from '../../fixtures/test.ts';
import { type FieldApp, transactionForm } from '../../pages/field-app.ts';

test.setTimeout(240_000);

test('the database of the phone is deleted and all of it is there again from the journal', async ({
  app,
  product,
  context,
}) => {
  const before = (await readResponses(product, 'transaction-5-factor')).length;
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  for (const household of ['XOA-1', 'XOA-2']) {
    await app.submitShortForm(household);
    await app.goHome();
  }
  await app.beginInterview('XOA-DO', transactionForm);
  await app.answer(1);
  await app.answer(2);
  const asked = await app.questionCode();
  await expect.poll(() => databases(app), { timeout: 60_000 }).not.toEqual([]);

  const page = await context.newPage();
  await app.page.close({ runBeforeUnload: false });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', {
    origin: product.origin,
    storageTypes: 'indexeddb',
  });
  app = await app.openAgain();
  await app.unlock();

  await app.expectQuestion(asked);
  await app.goHome();
  await app.expectWaiting(2);
  await app.goTo('phieu-da-luu');
  await expect(app.page.getByTestId('form')).toContainText(['Hộ XOA-2', 'Hộ XOA-1']);
  await app.goHome();
  await app.page.getByRole('link', { name: /Tiếp tục phiếu dở/ }).click();
  await app.expectQuestion(asked);
  // The view is made again beside the work, and the next start finds it whole.
  await expect.poll(() => databases(app), { timeout: 60_000 }).not.toEqual([]);
  app = await app.killAndReopen();
  await app.expectQuestion(asked);
  await app.answerToTheEnd(3);
  await app.submit();
  await app.goHome();
  await app.expectWaiting(3);

  await context.setOffline(false);
  await app.expectAllReceived();
  const after = await readResponses(product, 'transaction-5-factor');
  expect(after).toHaveLength(before + 3);
});

const databases = (app: FieldApp): Promise<readonly string[]> =>
  app.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
