import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { linesOf } from '../../fixtures/exported-file.ts';
import { signIn } from '../../fixtures/office.ts';
import { type SealedLine, openLine } from '../../fixtures/open-line.ts';
import { expect, test } from '../../fixtures/test.ts';
import { transactionForm } from '../../pages/field-app.ts';

test.setTimeout(240_000);

const said = 'Cán bộ tiếp dân rất chu đáo và niêm nở';

test('an interview without a network leaves the phone sealed and signed, lies sealed at the server, and counts', async ({
  app,
  product,
  context,
}) => {
  const analyst = await signIn(product, 'sonoivu');
  const before = (await analyst.progress()).total.accepted;
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  // Started anew without a network: what seals must lie on the phone.
  app = await app.killAndReopen();
  await app.beginInterview('KIN-1', transactionForm);
  await app.answer(1);
  while ((await app.questionCode()) !== 'comment') await app.answer(4);
  await app.page.getByLabel('Câu trả lời').fill(said);
  await app.page.locator('.actions button').last().click();
  await expect(app.reviewTitle).toBeVisible();
  await app.submit();
  await app.goHome();

  const downloading = app.page.waitForEvent('download');
  await app.button('Xuất tệp').click();
  const file = await linesOf(await downloading);
  expectSealed(file.join('\n'));

  await context.setOffline(false);
  await app.expectAllReceived();
  await expect(app.light).not.toContainText('giữ riêng');
  const line = lastLine(product.dataDir);
  expectSealed(line);
  expect(JSON.parse(line)).toMatchObject({ sig: expect.stringMatching(/^[0-9a-f]{16}\./) });
  expect(await openLine(JSON.parse(line) as SealedLine, product.dataDir)).toMatchObject({
    household: 'KIN-1',
    answers: { comment: said },
  });
  expect((await analyst.progress()).total.accepted).toBe(before + 1);
  const search = encodeURIComponent('chu đáo và niêm nở');
  const found = await analyst.get(`comments?instrument=transaction-5-factor&search=${search}`);
  expect(((await found.json()) as { total: number }).total).toBe(1);
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});

function expectSealed(text: string): void {
  expect(text).not.toContain('chu đáo');
  expect(text).not.toContain('KIN-1');
  expect(text).not.toContain('"answers"');
  expect(text).toContain('"sealed"');
}

/** What lies in the store, read beside the server. */
function lastLine(dataDir: string): string {
  const db = new DatabaseSync(join(dataDir, 'sipas.sqlite'), { readOnly: true });
  try {
    const row = db.prepare('select line from envelopes order by receipt desc limit 1').get();
    return Buffer.from(row?.['line'] as Uint8Array).toString('utf8');
  } finally {
    db.close();
  }
}
