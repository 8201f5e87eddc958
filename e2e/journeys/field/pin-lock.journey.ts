import { expect, test } from '../../fixtures/test.ts';
import { journeyPin, transactionForm } from '../../pages/field-app.ts';

test('an idle phone locks, wrong PINs cost time, and forms are sent all the while', async ({
  app,
  product,
  context,
}) => {
  await context.clock.install();
  await app.enrol(await product.enrolmentCode());
  const { envelopes } = await product.command<{ envelopes: number }>('verify');
  await context.setOffline(true);
  await app.submitShortForm('KHOA');
  await app.goHome();
  await app.beginInterview('KHOA-DO', transactionForm);
  await app.answer(1);
  const asked = await app.questionCode();

  await context.clock.fastForward('04:00');
  await app.expectQuestion(asked);
  await context.clock.fastForward('02:00');

  const unlock = app.button('Mở khóa');
  await expect(unlock).toBeVisible();
  await expect(app.question).toHaveCount(0);
  const tryPin = async (pin: string): Promise<void> => {
    await app.page.getByLabel('Mã PIN (6 chữ số)').fill(pin);
    await unlock.click();
  };
  const problem = app.page.getByRole('alert');
  for (const left of [4, 3, 2, 1]) {
    await tryPin('135790');
    await expect(problem).toContainText(`Còn ${String(left)} lần thử`);
  }
  await tryPin('135790');
  await expect(problem).toContainText('Hãy đợi 30 giây');
  await tryPin(journeyPin);
  await expect(problem).toContainText(/Hãy đợi \d+ giây/);
  await expect(app.question).toHaveCount(0);

  await context.setOffline(false);
  await expect
    .poll(async () => (await product.command<{ envelopes: number }>('verify')).envelopes, {
      timeout: 30_000,
    })
    .toBe(envelopes + 1);
  await expect(unlock).toBeVisible();

  await context.clock.fastForward('00:31');
  await tryPin(journeyPin);
  await app.expectQuestion(asked);
  await app.goHome();
  await app.expectAllReceived();
});

test('a phone that is opened long after asks for the PIN before it shows anything', async ({
  app,
  product,
  context,
}) => {
  await context.clock.install();
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('SANG-HOM-SAU', transactionForm);
  await app.answer(1);
  const asked = await app.questionCode();
  await context.setOffline(true);

  await context.clock.fastForward('14:00:00');
  app = await app.killAndReopen({ unlocks: false });

  await expect(app.button('Mở khóa')).toBeVisible();
  await expect(app.question).toHaveCount(0);
  await app.page.getByLabel('Mã PIN (6 chữ số)').fill(journeyPin);
  await app.button('Mở khóa').click();
  await app.expectQuestion(asked);
});
