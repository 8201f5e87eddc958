import { type DraftChapter, type ImpactMaterial, note, paragraph, table } from './material.ts';
import { printMoment } from './moment-words.ts';

/** Answers: which keys there are and in what state; never a byte of one. */
export function keysChapter({ keys }: ImpactMaterial): DraftChapter {
  return {
    id: 'keys',
    title: 'Khóa',
    blocks: [
      paragraph(
        'Phiếu hoàn thành được niêm phong bằng khóa công khai của đợt. Nửa riêng nằm trong một tệp riêng, không nằm trong kho và không nằm trong bản sao lưu. Bảng chỉ ghi tên và tình trạng của khóa.',
      ),
      ...(keys.length === 0
        ? [note('Chưa có khóa niêm phong nào.')]
        : [
            table(
              'Khóa niêm phong',
              ['Mã khóa', 'Tạo lúc', 'Đợt khảo sát', 'Tình trạng', 'Phiếu đang chờ'],
              keys.map(({ keyId, createdAt, waves, isHere, waiting }) => [
                keyId,
                createdAt === null ? '–' : printMoment(createdAt),
                waves.length === 0 ? '–' : waves.join(', '),
                isHere ? 'có ở máy chủ' : 'KHÔNG có ở máy chủ',
                waiting,
              ]),
            ),
          ]),
      note(
        'Ngoài ra: keys/allowance.key mở kho người ký nhận tiền hỗ trợ; keys/audit.key ký đầu mỗi ngày của nhật ký; mỗi điện thoại có khóa ký của mình, không rời máy.',
      ),
    ],
  };
}
