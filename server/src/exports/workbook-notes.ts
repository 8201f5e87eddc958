import { text } from './csv-format.ts';
import { type WaveTables, schemeWords } from './workbook-tables.ts';
import type { Sheet } from './xlsx-file.ts';

const standingOf = ({ status, edition }: WaveTables['wave']): string => {
  if (edition !== undefined)
    return `đã chốt số liệu: bản ${String(edition)}; các bảng chia theo nhóm giữ theo bản 1`;
  const growing = 'số liệu chưa chốt: số đang làm, không đưa ra ngoài';
  return status === 'closed' ? `đã đóng, ${growing}` : `đang mở, ${growing}`;
};

/** Answers: what a reader must know to defend a figure of the workbook, and to make it again. */
export function notesSheet(tables: WaveTables, hash: string): Sheet {
  const { wave, instrument, scheme, changes, area } = tables;
  const command = `npm run -s sipas -- export workbook --wave ${wave.id} --instrument ${instrument.id} --scheme ${scheme} --area ${area} --out TỆP.xlsx`;
  const base = String(wave.minimumBase);
  const cell = String(wave.minimumCell);
  const lines: readonly (readonly [string, string])[] = [
    ['Đợt khảo sát', `${wave.name} (mã ${wave.id})`],
    ['Tình trạng', standingOf(wave)],
    ['Phiếu hỏi', instrument.title],
    ['Mã và phiên bản phiếu', `${instrument.id}, SHA-256 ${instrument.version}`],
    [
      'Tiêu chí',
      '(số câu trả lời “Hài lòng” + “Rất hài lòng”) ÷ số câu trả lời hợp lệ × 100. “Bình thường” không tính là hài lòng; không hỏi, để trống, từ chối, không biết nằm ngoài mẫu số.',
    ],
    ['Yếu tố, khối, chỉ số chung', `Cách tổng hợp: ${schemeWords[scheme]}`],
    [
      'Làm tròn',
      'Từ số đếm nguyên, nửa lên, hai chữ số thập phân. Hạng tính trên số đã làm tròn; bằng nhau thì cùng hạng tốt hơn.',
    ],
    [
      'Khoảng tin cậy',
      '95 %, logit, phương sai theo chùm là ấp, khóm và tầng là huyện. “–” khi số ấp có phiếu không đủ để tính.',
    ],
    ['Không đủ mẫu', `Đơn vị có dưới ${base} phiếu hợp lệ: không có chỉ số, không xếp hạng.`],
    [
      'Được ẩn',
      `Dưới ${cell} người có thể bị nhận ra; ô đó và những ô có thể trừ ngược ra nó không được công bố.`,
    ],
    [
      'Đơn vị hành chính',
      `Danh mục ngày ${wave.catalogue}; hiệu lực của từng đơn vị ở các trang “Theo …”`,
    ],
    [
      'So với đợt trước',
      changes === null
        ? 'Không có đợt trước nào dùng cùng phiếu hỏi mà tài khoản này xem được.'
        : 'Xem trang “So với đợt trước”.',
    ],
    ['Dấu vân tay số liệu', `SHA-256 ${hash}: đổi khi một con số trong các bảng này đổi`],
    ['Lệnh làm lại tệp này', command],
    ['Phương pháp đầy đủ', 'docs/method.md'],
  ];
  return {
    name: 'Phương pháp',
    lead: [`Phương pháp – ${wave.name}`],
    columns: [
      { heading: 'Mục', width: 28 },
      { heading: 'Nội dung', width: 110 },
    ],
    rows: lines.map((line) => line.map(text)),
  };
}
