import { noBreak, printDay } from './figure-words.ts';
import { type DraftChapter, type ReportMaterial, note, paragraph } from './material.ts';
import { schemeWords } from './scheme-words.ts';

/** Answers: how the figures of this report were asked for and computed. */
export function methodChapter(material: ReportMaterial): DraftChapter {
  const { wave, instrument, scheme, overall } = material;
  const { name, rule } = schemeWords[scheme];
  return {
    id: 'phuong-phap',
    title: 'Phương pháp',
    blocks: [
      paragraph(
        `Báo cáo tổng hợp kết quả của đợt khảo sát “${wave.name}”, dùng phiếu “${instrument.title}”. Đơn vị hành chính theo danh mục ngày ${printDay(wave.catalogue)}.`,
      ),
      ...(wave.isClosed
        ? []
        : [note('Đợt khảo sát còn đang thu phiếu: các số dưới đây có thể thay đổi.')]),
      ...(overall.edition === undefined
        ? [
            note(
              'Đây là bản dự thảo để làm việc: số liệu của đợt chưa chốt, nên không đưa ra ngoài. Chốt số liệu rồi lập lại báo cáo.',
            ),
          ]
        : [
            note(
              `Số liệu đã chốt: bản ${String(overall.edition)}. Các bảng chia theo nhóm người trả lời giữ theo bản 1.`,
            ),
          ]),
      {
        kind: 'list',
        items: [
          'Chỉ số của một tiêu chí là số câu trả lời “Hài lòng” và “Rất hài lòng” chia cho số câu trả lời hợp lệ, tính bằng phần trăm. “Bình thường” không tính là hài lòng; câu bỏ trống và phiếu bị loại không nằm trong mẫu số.',
          `Cách tổng hợp: ${name}. ${rule}`,
          `Sau mỗi chỉ số có n là số phiếu có ít nhất một câu trả lời hợp lệ, và khoảng tin cậy 95${noBreak}% tính từ mức khác nhau giữa các thôn, ấp, khóm đã khảo sát.`,
          `Đơn vị có dưới ${String(wave.minimumBase)} phiếu ghi “không đủ mẫu” và không xếp hạng. Số nào nếu nêu ra có thể làm lộ câu trả lời của ít người thì ghi “được ẩn”.`,
          `Hạng và chênh lệch được lấy trên số đã làm tròn đến hai chữ số thập phân.`,
        ],
      },
    ],
  };
}
