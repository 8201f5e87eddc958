import { createHmac } from 'node:crypto';
import { expect, test } from '../../fixtures/test.ts';
import { expectSound } from '../../fixtures/expect-sound.ts';
import { signIn } from '../../fixtures/office.ts';
import { OfficeConsole } from '../../pages/office-console.ts';

/** What an app of codes shows for a key (RFC 6238), so many steps from now. */
function codeOf(key: string, far = 0): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(key, (sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const secret = Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + far));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const truncated = mac.readUInt32BE((mac.at(-1) ?? 0) & 0x0f) & 0x7fff_ffff;
  return String(truncated % 1_000_000).padStart(6, '0');
}

test('a person sets up a second factor, signs in with it, and loses it by the hand of an administrator', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  const analyst = product.account('sonoivu');
  await office.signIn(product.origin, analyst);
  await office.open('Tài khoản của tôi');
  await page.getByLabel('Mật khẩu, để chắc chắn là bạn').fill(analyst.password);
  await page.getByRole('button', { name: 'Cài xác thực hai bước' }).click();
  await expect(page.getByRole('img', { name: 'Mã QR của khóa xác thực' })).toBeVisible();
  const key = (await page.getByRole('main').locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel('Mã 6 số ứng dụng đang hiện').fill(codeOf(key));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(10);
  const [paper = ''] = await page.getByRole('main').locator('li code').allInnerTexts();
  await page.getByRole('button', { name: 'Tôi đã cất các mã' }).click();
  await expect(page.getByRole('main')).toContainText('Còn 10 mã dự phòng.');

  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await office.fillSignIn(analyst.username, analyst.password);
  await expect(page.getByLabel('Mã xác thực')).toBeFocused();
  await page.getByLabel('Mã xác thực').fill(codeOf(key, 1));
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('banner')).toBeVisible();

  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await office.fillSignIn(analyst.username, analyst.password);
  await page.getByLabel('Mã xác thực').fill(paper);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('banner')).toBeVisible();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();

  await office.signIn(product.origin, product.account('quantri'));
  await office.open('Người dùng');
  await expect(office.row(/^sonoivu/)).toContainText('bật');
  await page.getByRole('button', { name: 'Mở sonoivu' }).click();
  await page.getByRole('button', { name: 'Bỏ xác thực hai bước' }).click();
  await expect(page.getByText('Đã bỏ xác thực hai bước.')).toBeVisible();
  await page.getByRole('button', { name: 'Đóng' }).click();
  await office.open('Nhật ký');
  await expect(page.getByRole('main')).toContainText('Bỏ xác thực hai bước của người khác');
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await office.signIn(product.origin, analyst);
});

test('an observer sees counts and figures; an officer of data protection the registers', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  const menu = page.getByRole('navigation', { name: 'Các màn hình' });
  await office.signIn(product.origin, product.account('mattran'));
  await expect(menu.getByRole('link')).toHaveText([/Tiến độ/, /Kết quả/, /Tài khoản của tôi/]);
  await office.open('Kết quả');
  await expect(page.getByText('Số liệu của đợt này chưa chốt', { exact: true })).toBeVisible();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expectSound(page, `an observer of a growing wave at ${String(width)} px`);
    await page.screenshot({ path: test.info().outputPath(`observer-${String(width)}.png`) });
  }
  await (await signIn(product, 'quantri')).freezeWave();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  await expect(page.getByRole('link', { name: 'Xu hướng' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ý kiến' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();

  await office.signIn(product.origin, product.account('baovedulieu'));
  await expect(menu.getByRole('link')).toHaveText([
    ...[
      /Yêu cầu về phiếu/,
      /Sự cố dữ liệu/,
      /Nhật ký/,
      /Hồ sơ tác động/,
      /Người dùng/,
      /Sao lưu/,
      /Tài khoản của tôi/,
    ],
  ]);
  await office.open('Người dùng');
  await page.getByRole('button', { name: 'Mở quantri' }).click();
  await expect(page.getByRole('button', { name: 'Cấp mật khẩu mới' })).toHaveCount(0);
});
