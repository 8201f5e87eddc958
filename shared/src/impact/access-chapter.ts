import type { Role } from '../wire/index.ts';
import {
  type AccessRow,
  type DraftChapter,
  type ImpactMaterial,
  note,
  paragraph,
  table,
} from './material.ts';

const roleWords: Readonly<Record<Role, string>> = {
  surveyor: 'điều tra viên',
  office: 'bưu điện',
  analyst: 'chuyên viên Sở Nội vụ',
  admin: 'quản trị',
  observer: 'người giám sát',
  'data-protection': 'cán bộ bảo vệ dữ liệu',
};
const otherWords = {
  phone: 'máy đã ghi danh',
  'link-key': 'người có khóa liên kết',
  watch: 'giám sát máy chủ có mã riêng, chỉ thấy số đếm',
  anybody: 'không cần đăng nhập',
} as const;
const relationWords: Readonly<Record<string, string>> = {
  own: 'của chính người hỏi',
  areas: 'trong địa bàn của mình',
  'whole-wave': 'trọn một đợt, cho ai thấy hết đợt',
  province: 'cả tỉnh',
  'linked-file': 'tệp của liên kết',
  public: 'ai cũng được biết',
};

/** Answers: who may see and change what, from the very table by which the server lets in; routes with the same answer stand together. */
export function accessChapter({ access }: ImpactMaterial): DraftChapter {
  const groups = new Map<string, { who: string; relation: string; routes: string[] }>();
  for (const row of access) {
    const who = wordsOf(row.who);
    const key = `${who}|${row.relation}`;
    const group = groups.get(key) ?? { who, relation: row.relation, routes: [] };
    group.routes.push(row.route);
    groups.set(key, group);
  }
  return {
    id: 'access',
    title: 'Ai được xem gì',
    blocks: [
      paragraph(
        'Máy chủ cho vào hay từ chối theo đúng bảng này; đường dẫn không có trong bảng thì máy chủ không chạy. Việc ngoài địa bàn của một người thì với người ấy là không có.',
      ),
      table(
        'Quyền truy cập',
        ['Ai', 'Trên những gì', 'Xem', 'Thay đổi'],
        [...groups.values()].map(({ who, relation, routes }) => [
          who,
          relationWords[relation] ?? relation,
          pathsOf(routes, true),
          pathsOf(routes, false),
        ]),
      ),
      note(
        'Ai đã xem và đã làm gì nằm trong nhật ký, nối thành chuỗi; sửa một dòng thì kiểm tra ra.',
      ),
    ],
  };
}

const wordsOf = (who: AccessRow['who']): string =>
  typeof who === 'string' ? otherWords[who] : who.map((role) => roleWords[role]).join(', ');

/** Reads begin with GET; the rest changes something. */
function pathsOf(routes: readonly string[], areRead: boolean): string {
  const own = routes.filter((route) => route.startsWith('GET ') === areRead);
  const shown = own.map((route) => {
    const path = route.replace('/api/v1', '');
    return areRead ? path.slice('GET '.length) : path;
  });
  return shown.length === 0 ? '–' : shown.join(', ');
}
