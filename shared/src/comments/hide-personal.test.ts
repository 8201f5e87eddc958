import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidePersonal, shownText } from './hide-personal.ts';

/** Every number and name here is made up for the test. */
const hidden = (text: string): string => shownText(text, (kind) => `<${kind}>`);

describe('telephone numbers, e-mail and numbers of identity cards are hidden [T-01]', () => {
  test.each([
    ['Gọi 0900000000 giúp tôi', 'Gọi <phone> giúp tôi'],
    ['gọi 0900 000 000.', 'gọi <phone>.'],
    ['số 0900.000.000 hoặc 0900-000-000', 'số <phone> hoặc <phone>'],
    ['+84 900 000 000', '<phone>'],
    ['(+84)900000000', '<phone>'],
    ['bàn (0270) 3000 000', 'bàn <phone>'],
    ['thư ai.do@vi-du.vn nhé', 'thư <email> nhé'],
    ['CCCD 000000000000', 'CCCD <id-number>'],
    ['CCCD 000 000 000 000 đã nộp', 'CCCD <id-number> đã nộp'],
    ['CMND 300000000', 'CMND <id-number>'],
  ])('%s', (text, shown) => {
    expect(hidden(text)).toBe(shown);
  });

  test.each([
    'Chờ 45 phút, đi lại 3 lần',
    'Ngày 01/07/2025 sáp nhập xã',
    'Tốn 100000000 đồng',
    'Phí 1.000.000.000 đồng',
    'Mã hồ sơ 12345678',
    'Từ năm 2024 đến 2026',
  ])('but not any number: %s', (text) => {
    expect(hidden(text)).toBe(text);
  });
});

describe('names are hidden after a title, and by a family name with more behind it [T-01]', () => {
  test.each([
    ['Ông Nguyễn Văn Mẫu hướng dẫn tốt', 'Ông <name> hướng dẫn tốt'],
    ['nhờ chị Lan chỉ giúp', 'nhờ chị <name> chỉ giúp'],
    ['Cán bộ Mẫu Thị Hoa rất tận tình', 'Cán bộ <name> rất tận tình'],
    ['cảm ơn đồng chí Bình', 'cảm ơn đồng chí <name>'],
    ['Đ/c Bình làm nhanh', 'Đ/c <name> làm nhanh'],
    ['tôi tên là Hoa', 'tôi tên là <name>'],
    ['gặp nguyễn văn mẫu ở xã', 'gặp <name> ở xã'],
    ['gap anh nguyen van mau', 'gap anh <name>'],
    ['Trần Thị Mẫu nói vậy', '<name> nói vậy'],
    ['ÔNG NGUYỄN VĂN MẪU RẤT TỐT', 'ÔNG <name> TỐT'],
    ['Bà Thạch Thị Mẫu và ông Kim Mẫu', 'Bà <name> và ông <name>'],
  ])('%s', (text, shown) => {
    expect(hidden(text)).toBe(shown);
  });

  test.each([
    'Cán bộ Một cửa thân thiện',
    'Ông bà già đi lại khó',
    'Anh Chị làm việc nhiệt tình',
    'Chủ tịch UBND xã nên tiếp dân',
    'Đường Nguyễn Huệ hay ngập',
    'trường Lê Lợi thiếu ghế',
    'CÁN BỘ RẤT NHIỆT TÌNH',
    'Hồ sơ chậm, anh hồ hởi',
    'Cô chú ở Bộ phận Một cửa',
    'Lý do không rõ',
    'bà con rất vui',
  ])('but not every capital: %s', (text) => {
    expect(hidden(text)).toBe(text);
  });
});

test('the parts are the text again, whatever is typed, and nothing is empty [T-01]', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const parts = hidePersonal(text);
      expect(parts.every((part) => !('text' in part) || part.text !== '')).toBe(true);
      if (parts.every((part) => 'text' in part))
        expect(shownText(text, () => '')).toBe(text.normalize('NFC'));
    }),
  );
});

test('a long text of nothing but digits, titles or capitals is read at once', () => {
  const begun = performance.now();
  for (const text of [
    '0 '.repeat(2500),
    'anh '.repeat(1250),
    'Nguyễn '.repeat(700),
    '1'.repeat(5000),
  ])
    hidePersonal(text);
  expect(performance.now() - begun).toBeLessThan(500);
});
