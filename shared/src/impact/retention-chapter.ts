import {
  type Removal,
  type RemovalClass,
  type RetentionStart,
  removalOf,
} from '../privacy/index.ts';
import { type DraftChapter, type ImpactMaterial, note, paragraph, table } from './material.ts';
import { printMoment } from './moment-words.ts';

const startWords: Readonly<Record<RetentionStart, string>> = {
  recorded: 'ngày ghi',
  expired: 'ngày hết hạn',
  'wave-closed': 'ngày đóng đợt',
  'phone-revoked': 'ngày thu hồi máy',
  'wave-needed': 'đến khi đợt và báo cáo không còn cần',
  'account-needed': 'đến khi tài khoản không còn cần',
  'answering-needed': 'đến khi không còn phải giải trình',
  safe: 'khi phiếu đã nằm trong bản sao lưu được kiểm tra',
  'handed-over': 'đến khi máy chủ đã lưu',
  'draft-ended': 'đến khi phiếu hoàn thành hoặc bị bỏ',
};
const removerWords: Readonly<Record<Removal['by'], string>> = {
  server: 'máy chủ, mỗi ngày',
  phone: 'điện thoại',
  nobody: 'không tự xóa',
};
const classWords: Readonly<Record<RemovalClass, string>> = {
  allowances: 'Người ký nhận tiền hỗ trợ',
  'phone-details': 'Mô tả máy đã thu hồi',
  'phone-contacts': 'Lần liên lạc của máy',
  sessions: 'Phiên đăng nhập',
  'enrolment-codes': 'Mã nhận máy',
  'unknown-callers': 'Máy lạ đã gọi',
};

/** Answers: how long what is kept, who removes it, and what the last run removed. */
export function retentionChapter({ fields, lastRun }: ImpactMaterial): DraftChapter {
  const rows = fields.retentions.map((retention) => {
    const removers = fields.records.flatMap((record) =>
      record.entries.flatMap((entry) => {
        const removal =
          entry.retention === retention.id ? removalOf(record, entry, retention) : null;
        return removal === null ? [] : [removerWords[removal.by]];
      }),
    );
    const who = [...new Set(removers)];
    return [
      retention.title.vi,
      retention.days === null ? '–' : `${String(retention.days)} ngày`,
      startWords[retention.from],
      who.length === 0 ? 'không có trường nào' : who.join(', '),
    ];
  });
  return {
    id: 'retention',
    title: 'Thời hạn giữ và việc xóa',
    blocks: [
      paragraph(
        'Mỗi ngày máy chủ xóa những gì đã quá hạn và ghi vào nhật ký số dòng của từng loại, không ghi nội dung. Bản sao lưu giữ những gì đã xóa cho đến khi bản ấy hết hạn, 35 ngày.',
      ),
      table('Thời hạn giữ', ['Thời hạn', 'Số ngày', 'Tính từ, hoặc đến', 'Ai xóa'], rows),
      ...(lastRun === null
        ? [note('Máy chủ chưa xóa lần nào.')]
        : [
            paragraph(`Lần xóa gần nhất: ${printMoment(lastRun.at)}.`),
            table(
              'Số dòng đã xóa trong lần gần nhất',
              ['Loại', 'Số dòng'],
              Object.entries(lastRun.rows).map(([name, count]) => [
                Object.hasOwn(classWords, name) ? classWords[name as RemovalClass] : name,
                count,
              ]),
            ),
          ]),
    ],
  };
}
