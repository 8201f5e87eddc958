import { type DraftChapter, paragraph } from './material.ts';

/** What protects the data, each with the rules that are tested. */
const measures: readonly (readonly [text: string, ...rules: string[]])[] = [
  ['Phiếu hoàn thành được niêm phong và ký trên điện thoại', 'D-39', 'A-160', 'A-165'],
  ['Phiếu đang hỏi nằm kín trên máy, mở bằng mã PIN của điều tra viên', 'V-01', 'D-41'],
  ['Họ tên và chữ ký nhận tiền được mã hóa trong một kho riêng', 'L-03', 'L-09'],
  ['Mỗi người chỉ thấy địa bàn của mình', 'P-04', 'P-05'],
  ['Ô nhỏ được ẩn, không tính ngược ra được từ các bảng khác', 'S-08'],
  ['Ai đã làm gì, đã xem gì được ghi thành chuỗi', 'J-02', 'J-05', 'J-08'],
  [
    'Người trả lời rút lại được phiếu; bản sao lưu cũ không đưa phiếu trở lại',
    'H-11',
    'H-12',
    'H-16',
  ],
  ['Dữ liệu quá hạn được xóa mỗi ngày', 'Y-07', 'Y-09'],
  ['Bản sao lưu được đọc lại trọn vẹn và thử khôi phục mỗi đêm', 'B-09', 'B-10'],
];

/** Answers: by what the data is protected, with the rules behind each. */
export const measuresChapter = (): DraftChapter => ({
  id: 'measures',
  title: 'Biện pháp bảo vệ',
  blocks: [
    paragraph(
      'Mỗi biện pháp là những quy tắc có kiểm thử tự động; số hiệu tra trong docs/rules.md.',
    ),
    {
      kind: 'list',
      items: measures.map(([text, ...rules]) => `${text} (${rules.join(', ')}).`),
    },
  ],
});
