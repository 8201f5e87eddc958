import { signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';

test('a phone says that its wave is closed, hands in what is left, and begins again when it is reopened', async ({
  app,
  product,
  context,
}) => {
  const office = await signIn(product, 'quantri');
  await app.enrol(await product.enrolmentCode());
  await app.submitShortForm('TRUOC');
  await app.goHome();
  await app.expectAllReceived();
  await context.setOffline(true);
  await app.submitShortForm('LUC-DONG');
  await app.goHome();
  await app.beginInterview('DO-DANG');
  await app.answer(2);
  await app.goHome();

  await office.closeWave();
  await context.setOffline(false);

  const notice = app.page.getByTestId('closed-waves');
  await expect(notice).toContainText(/Đợt “.+” đã đóng/);
  await expect(notice).toContainText('Phiếu dở vẫn làm tiếp và nộp được');
  await expect(app.page.getByRole('link', { name: 'Phỏng vấn mới' })).toHaveCount(0);
  // Names, not codes, and nothing that leads into an empty form.
  await expect(app.page.getByRole('main')).toContainText('Phường Long Châu');
  await expect(app.page.locator('a[href^="#/ho/"]')).toHaveCount(0);
  await app.goTo('ho');
  await expect(notice).toBeVisible();

  await app.page.getByRole('link', { name: /Tiếp tục phiếu dở/ }).click();
  await app.answerToTheEnd();
  await app.submit();
  await app.goHome();
  await app.expectAllReceived();
  await expect(app.light).toContainText('2 phiếu máy chủ giữ riêng để xem lại');

  await office.reopenWave();
  await app.button('Hỏi lại máy chủ').click();

  await expect(notice).toHaveCount(0);
  await app.submitShortForm('SAU');
  await app.goHome();
  await app.expectAllReceived();
});
