import { type ScoreRow, signIn } from '../../fixtures/office.ts';
import { expect, test } from '../../fixtures/test.ts';
import { householdForm, transactionForm } from '../../pages/field-app.ts';

interface Figures {
  readonly commune: ScoreRow | undefined;
  readonly province: ScoreRow | undefined;
}

const rise = (from: number | null | undefined, to: number | null | undefined): number =>
  (to ?? 0) - (from ?? 0);

test.setTimeout(300_000);

test('two interviews without a network become scores once there is one', async ({
  app,
  context,
  product,
}) => {
  const analyst = await signIn(product, 'sonoivu');
  await app.enrol(await product.enrolmentCode());
  const commune =
    await test.step('the phone is closed and opened again with no network', async () => {
      await context.setOffline(true);
      app = await app.killAndReopen();
      await app.expectHome();
      await app.page.getByRole('link', { name: 'Phỏng vấn mới' }).click();
      const first = app.page.getByRole('group', { name: 'Xã, phường' }).getByRole('radio').first();
      const code = await first.inputValue();
      await app.goHome();
      return code;
    });
  const forms = [
    { instrument: 'household-2022', title: householdForm },
    { instrument: 'transaction-5-factor', title: transactionForm },
  ] as const;
  const figures = (): Promise<readonly Figures[]> =>
    Promise.all(
      forms.map(async ({ instrument }) => {
        const communes = await analyst.scores(`level=commune&instrument=${instrument}&by=overall`);
        const whole = await analyst.scores(`level=province&instrument=${instrument}&by=overall`);
        return { commune: communes.find(({ unit }) => unit === commune), province: whole[0] };
      }),
    );
  const before = await figures();

  for (const { instrument, title } of forms) {
    await app.beginInterview(instrument, title);
    // The last answer of each question: very satisfied; but the first of the very first, who is asked on.
    await app.answer(1);
    const answers = await app.answerToTheEnd(5);
    expect(answers.length).toBeGreaterThan(25);
    await app.submit();
    await expect(app.page.getByText('Máy chủ chưa nhận')).toBeVisible();
    await app.goHome();
  }
  await app.expectWaiting(2);
  await expect(app.light).toHaveAttribute('data-light', 'waiting');
  expect(await figures()).toEqual(before);

  await context.setOffline(false);

  await app.expectAllReceived();
  await expect(app.light).toContainText('Máy chủ đã nhận 2 phiếu');
  const after = await figures();
  for (const [place, { commune: unit, province }] of after.entries()) {
    expect(unit?.valid).toBe((before[place]?.commune?.valid ?? 0) + 1);
    expect(province?.valid).toBe((before[place]?.province?.valid ?? 0) + 1);
    const satisfied = rise(before[place]?.province?.numerator, province?.numerator);
    expect(satisfied).toBeGreaterThan(20);
    expect(satisfied).toBe(rise(before[place]?.province?.denominator, province?.denominator));
  }
  const csv = await analyst.get(
    'exports/scores.csv?level=commune&instrument=household-2022&by=overall',
  );
  const lines = (await csv.text()).split(/\r?\n/).map((line) => line.split(','));
  const column = (name: string): number => lines[0]?.indexOf(name) ?? -1;
  const line = lines.find((cells) => cells[column('unit_code')] === commune);
  expect(line?.[column('n_valid')]).toBe(String(after[0]?.commune?.valid));
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});
