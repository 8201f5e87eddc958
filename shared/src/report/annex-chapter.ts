import { noBreak, printDay } from './figure-words.ts';
import { type DraftChapter, type ReportMaterial, heading, paragraph } from './material.ts';
import { schemeWords } from './scheme-words.ts';
import { textCell, textColumn } from './score-cells.ts';

/** Answers: what the words of the report mean, and how it is made again. */
export function annexChapter(material: ReportMaterial): DraftChapter {
  const { wave, instrument, scheme, command, day, isWhole } = material;
  const { name, rule } = schemeWords[scheme];
  const meanings = [
    [
      'Chỉ số hài lòng',
      'Tỉ lệ câu trả lời “Hài lòng” và “Rất hài lòng” trên các câu trả lời hợp lệ, từ tiêu chí tổng hợp lên yếu tố, khối và chỉ số chung.',
    ],
    ['Cách tổng hợp', `Đợt này dùng cách “${name}”. ${rule}`],
    ['n', 'Số phiếu có ít nhất một câu trả lời hợp lệ cho chỉ số đó.'],
    [
      `Khoảng tin cậy 95${noBreak}%`,
      'Từ đâu đến đâu chỉ số của mọi hộ trong đơn vị có thể nằm, vì chỉ hỏi một phần số hộ. Các ấp, khóm là chùm, huyện cũ là tầng; tuyến tính hóa Taylor, thang logit. “–”: quá ít ấp để tính. “(ước)”: độ lệch riêng của đơn vị sẽ làm lộ câu trả lời của một ấp ít phiếu, nên lấy theo hiệu quả thiết kế của cả đợt.',
    ],
    ['không đủ mẫu', `Dưới ${String(wave.minimumBase)} phiếu: không nêu chỉ số, không xếp hạng.`],
    [
      'được ẩn',
      `Nêu ra thì có thể nhận ra hoặc tính ngược ra câu trả lời của dưới ${String(wave.minimumCell)} người, kể cả từ các bảng khác.`,
    ],
    [
      'Hạng',
      'Xếp từ cao xuống thấp trên số đã làm tròn hai chữ số; bằng nhau thì cùng hạng tốt hơn (1, 2, 2, 4). “Bậc” là hạng trước trừ hạng nay.',
    ],
    [
      `Điểm${noBreak}%`,
      'Hiệu của hai tỉ lệ phần trăm đã làm tròn, như người đọc tự trừ trên giấy.',
    ],
    [
      'tăng, giảm có ý nghĩa',
      `Khoảng tin cậy 95${noBreak}% của thay đổi không chứa 0. Nếu chứa 0: “chưa rõ tăng hay giảm”.`,
    ],
    [
      'gần đúng',
      'Có xã bị chia khi sắp xếp đơn vị hành chính; câu trả lời của xã đó được chia theo số hộ.',
    ],
    [
      'không so sánh được',
      'Một trong hai đợt khảo sát quá ít nơi thuộc đơn vị, không đủ mẫu, hoặc hỏi bằng phiếu khác.',
    ],
  ];
  return {
    id: 'phu-luc',
    title: 'Phụ lục: định nghĩa và cách làm lại báo cáo',
    blocks: [
      {
        kind: 'table',
        caption: 'Các từ dùng trong báo cáo',
        isWide: false,
        columns: [textColumn('Từ'), textColumn('Nghĩa')],
        rows: meanings.map((row) => row.map(textCell)),
      },
      heading('Làm lại báo cáo này'),
      paragraph(
        `Phiếu ${instrument.id}, phiên bản ${instrument.version.slice(0, 12)}; danh mục đơn vị ngày ${printDay(wave.catalogue)}; ngày báo cáo ${printDay(day)}. ${isWhole ? 'Trên cùng dữ liệu, lệnh sau làm ra đúng tệp này:' : 'Trên cùng dữ liệu, lệnh sau làm ra báo cáo của toàn đợt, trong đó bản này là phần thuộc địa bàn của người lập:'}`,
      ),
      { kind: 'command', text: command },
    ],
  };
}
