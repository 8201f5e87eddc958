import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';

test("people's sessions that have ended never keep a phone from sending", async ({
  app,
  product,
  context,
}) => {
  const analyst = await signIn(product, 'sonoivu');
  await app.enrol(await product.enrolmentCode());
  const { envelopes } = await product.command<{ envelopes: number }>('verify');
  await context.setOffline(true);
  await app.submitShortForm('HET-PHIEN');
  await app.goHome();
  await app.expectWaiting(1);

  const store = new DatabaseSync(join(product.dataDir, 'sipas.sqlite'));
  store.exec('DELETE FROM sessions');
  store.close();
  await expect(analyst.get('progress')).rejects.toThrow('session.required');

  await context.setOffline(false);
  await app.expectAllReceived();
  expect(await product.command('verify')).toMatchObject({ envelopes: envelopes + 1 });
});
