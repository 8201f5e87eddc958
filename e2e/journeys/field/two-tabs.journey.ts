import { readResponses } from '../../fixtures/responses.ts';
import { expect, test } from '../../fixtures/test.ts';
import { transactionForm } from '../../pages/field-app.ts';

test('the app in a second tab takes the interview over at the same question', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('HAI-THE', transactionForm);
  await app.answer(1);
  await app.answer(2);
  const asked = await app.questionCode();

  const second = await app.openAgain();
  await expect(second.page.getByText('Ứng dụng đang mở ở thẻ khác')).toBeVisible();
  await expect(second.question).toHaveCount(0);
  await app.expectQuestion(asked);
  await second.button('Dùng ở đây').click();
  await second.unlock();

  await second.expectQuestion(asked);
  await expect(app.page.getByText('Thẻ này đã dừng; không có gì bị mất.')).toBeVisible();
  await expect(app.question).toHaveCount(0);

  await second.answerToTheEnd(3);
  await second.submit();
  await second.goHome();
  await second.expectAllReceived();
  // The first tab takes over in its turn, and shows what the second one wrote.
  await app.button('Dùng ở đây').click();
  await expect(app.page.getByText('Ứng dụng đang mở ở thẻ khác')).toBeVisible();
  await app.button('Dùng ở đây').click();
  await app.unlock();
  await app.goHome();
  await app.expectAllReceived();
});

test('a tab from which the phone was taken speaks to the server no more', async ({
  app,
  product,
  context,
}) => {
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.submitShortForm('THE-CU');
  await app.goHome();
  await app.expectWaiting(1);
  const asked: string[] = [];
  app.page.on('request', (request) => {
    if (request.url().includes('/sync/')) asked.push(request.url());
  });

  const second = await app.openAgain();
  await second.button('Dùng ở đây').click();
  await second.unlock();
  await expect(app.page.getByText('Thẻ này đã dừng')).toBeVisible();
  asked.length = 0;
  await context.setOffline(false);
  await second.goHome();
  await second.sendNow();
  await second.expectAllReceived();

  expect(asked).toEqual([]);
});

test('a tap in the tab that is losing the interview is kept whole or not at all', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('GIANH-NHAU', transactionForm);
  const responseId = app.page.url().split('/').at(-1) ?? '';
  const expected = new Map([['eligible', (await app.answer(1)).options[0]]]);
  let [holder, other] = [app, await app.openAgain()];
  for (let turn = 0; turn < 4; turn++) {
    const asked = await holder.questionCode();
    await expect(other.button('Dùng ở đây')).toBeVisible();

    holder.page.setDefaultTimeout(5_000);
    const [tapped] = await Promise.all([
      holder.tap(2).catch(() => null),
      other.button('Dùng ở đây').click(),
    ]);
    holder.page.setDefaultTimeout(0);

    await other.unlock();
    await expect(other.question).toBeVisible();
    await expect(holder.button('Dùng ở đây')).toBeVisible();
    const again = (await other.questionCode()) === asked ? await other.answer(3) : tapped;
    expect(again, 'what went on was tapped').not.toBeNull();
    expected.set(asked, again?.options[0]);
    await holder.page.reload();
    [holder, other] = [other, holder];
  }
  await holder.answerToTheEnd(5);
  await holder.submit();
  await holder.goHome();
  await holder.expectAllReceived();

  const rows = await readResponses(product, 'transaction-5-factor');
  const found = rows.filter((row) => row.get('response_id') === responseId);
  expect(found).toHaveLength(1);
  const exported = [...expected].filter(([code]) => found[0]?.has(code));
  expect(exported.length).toBeGreaterThan(2);
  for (const [code, option] of exported) expect(found[0]?.get(code), code).toBe(option);
});
