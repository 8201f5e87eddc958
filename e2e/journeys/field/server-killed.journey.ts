import type { Moment } from '../../fixtures/fault-proxy.ts';
import { readResponses } from '../../fixtures/responses.ts';
import { expect, test } from '../../fixtures/test.ts';

test.use({ isBehindProxy: true });
test.setTimeout(240_000);

test('the server is killed while a phone sends, and everything arrives once', async ({
  app,
  product,
  way,
  context,
}) => {
  const before = (await readResponses(product, 'transaction-5-factor')).length;
  await app.enrol(await product.enrolmentCode());
  let sent = 0;
  const rounds: readonly { moment: Moment; path: string }[] = [
    { path: '/sync/hello', moment: 'answer' },
    { path: '/sync/push', moment: 'arrival' },
    { path: '/sync/push', moment: 'answer' },
  ];
  for (const { path, moment } of rounds) {
    await context.setOffline(true);
    for (const household of ['A', 'B']) {
      await app.submitShortForm(`${path} ${moment} ${household}`);
      await app.goHome();
      sent++;
    }
    await app.expectWaiting(2);
    const restarted = new Promise<void>((resolve, reject) => {
      way.onNext(path, moment, () => {
        product.killAndRestart().then(resolve, reject);
      });
    });

    await context.setOffline(false);
    await restarted;
    await app.expectAllReceived(120_000);
  }

  const after = await readResponses(product, 'transaction-5-factor');
  expect(after).toHaveLength(before + sent);
  expect(new Set(after.map((row) => row.get('response_id'))).size).toBe(after.length);
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});
