import { readExported } from '../../fixtures/exported-file.ts';
import { expect, test } from '../../fixtures/test.ts';

interface Receipts {
  readonly receipts: readonly { readonly responseId: string; readonly outcome: string }[];
}

test('forms carried to the office in a file are received, and sent again later they count once', async ({
  app,
  product,
  context,
}) => {
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  for (const household of ['TEP-1', 'TEP-2', 'TEP-3']) {
    await app.submitShortForm(household);
    await app.goHome();
  }
  const { envelopes } = await product.command<{ envelopes: number }>('verify');

  const downloading = app.page.waitForEvent('download');
  await app.button('Xuất tệp').click();
  const download = await downloading;
  await expect(app.page.getByText('Đã xuất 3 phiếu vào tệp.')).toBeVisible();
  expect(download.suggestedFilename()).toMatch(/^sipas-[0-9a-f]{6}-\d{8}-\d{4}-3\.ndjson\.gz$/);
  const forms = await readExported(download, product.dataDir);
  expect(forms.map(({ body }) => body.household)).toEqual(['TEP-1', 'TEP-2', 'TEP-3']);
  const file = await download.path();

  const first = await product.command<Receipts>('import-batch', file);
  expect(first.receipts.map(({ responseId }) => responseId)).toEqual(
    forms.map(({ responseId }) => responseId),
  );
  expect(first.receipts.map(({ outcome }) => outcome)).toEqual(['stored', 'stored', 'stored']);
  const again = await product.command<Receipts>('import-batch', file);
  expect(again.receipts.every(({ outcome }) => outcome === 'already-stored')).toBe(true);
  // The phone believes no file: it waits for the server itself.
  await app.expectWaiting(3);

  const heard = app.page.waitForResponse(/\/sync\/push$/);
  await context.setOffline(false);
  const answer = (await (await heard).json()) as Receipts;
  expect(answer.receipts.map(({ outcome }) => outcome)).toEqual([
    'already-stored',
    'already-stored',
    'already-stored',
  ]);
  await app.expectAllReceived();
  expect(await product.command('verify')).toMatchObject({
    envelopes: envelopes + 3,
    differences: [],
  });
});
