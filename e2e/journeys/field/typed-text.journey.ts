import type { CDPSession } from '@playwright/test';
import { readExported } from '../../fixtures/exported-file.ts';
import { expect, test } from '../../fixtures/test.ts';
import { type FieldApp, transactionForm } from '../../pages/field-app.ts';

test.setTimeout(240_000);

/** What a Telex keyboard composes on its way to "Đường", key by key: d u o n g d f w. */
const telex = ['d', 'du', 'duo', 'duon', 'duong', 'đuong', 'đuòng', 'đường'];

test('Vietnamese that is being composed is kept, through a kill in the middle of it, in normal form C', async ({
  app,
  product,
  context,
}) => {
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.fillHousehold('TELEX', transactionForm);
  await app.page.getByRole('radio', { name: 'Thôn, ấp khác' }).check();
  await app.page.getByLabel('Tên thôn, ấp').click();
  let keyboard = await openKeyboard(app);
  await compose(keyboard, telex);
  // Some keyboards hand over decomposed letters.
  await keyboard.send('Input.insertText', { text: ' Thừa Đức'.normalize('NFD') });
  await app.button('Gặp được, bắt đầu').click();
  await app.button('Đồng ý').click();
  await app.answer(1);
  await app.answer(1);
  await app.answer(1);
  await app.answer(2);
  await app.expectQuestion('ethnicity_other');

  const field = app.page.getByLabel('Câu trả lời');
  await field.click();
  keyboard = await openKeyboard(app);
  await compose(keyboard, telex.slice(0, 6), 'stays open');
  await expect(app.page.getByText('Đã lưu trên máy')).toBeVisible();
  // Keeping what is there has not cut the composition: the syllable goes on.
  await compose(keyboard, telex.slice(6));
  await expect(field).toHaveValue('đường');
  await keyboard.send('Input.insertText', { text: ' Khmer, ' });
  await compose(keyboard, ['c', 'co', 'coh'], 'stays open');
  await expect(app.page.getByText('Đã lưu trên máy')).toBeVisible();
  app = await app.killAndReopen();

  await app.expectQuestion('ethnicity_other');
  await expect(app.page.getByLabel('Câu trả lời')).toHaveValue('đường Khmer, coh');
  await app.page.locator('.actions button').last().click();
  await app.leaves('ethnicity_other');
  while ((await app.questionCode()) !== 'comment') await app.answer(4);
  const comment = app.page.getByLabel('Câu trả lời');
  await comment.click();
  keyboard = await openKeyboard(app);
  const said = 'Cán bộ niềm nở; đề nghị trả kết quả sớm hơn.';
  await keyboard.send('Input.insertText', { text: said.normalize('NFD') });
  // Nobody waits for the disk: the text goes there before the next screen comes.
  await app.page.locator('.actions button').last().click();
  await expect(app.reviewTitle).toBeVisible();
  await app.submit();
  await app.goHome();

  const download = app.page.waitForEvent('download');
  await app.button('Xuất tệp').click();
  const [form] = await readExported(await download, product.dataDir);
  expect(form?.body.unit.village).toBe('đường Thừa Đức'.normalize('NFC'));
  expect(form?.body.answers).toMatchObject({
    ethnicity_other: 'đường Khmer, coh',
    comment: said.normalize('NFC'),
  });
  await context.setOffline(false);
  await app.expectAllReceived();
  await expect(app.light).not.toContainText('giữ riêng');
});

const openKeyboard = (app: FieldApp): Promise<CDPSession> => app.context.newCDPSession(app.page);

/** The states of one composition; it ends by committing the last of them, unless it stays open. */
async function compose(
  keyboard: CDPSession,
  states: readonly string[],
  end: 'commits' | 'stays open' = 'commits',
): Promise<void> {
  for (const text of states)
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  if (end === 'commits') await keyboard.send('Input.insertText', { text: states.at(-1) ?? '' });
}
