/** Words of files beside the one table on the screen, in Vietnamese. */
export const exportWords = {
  moreFiles: 'Tệp khác của cả đợt',
  workbook: 'Tải sổ bảng chính thức (XLSX)',
  workbookHelp:
    'mọi bảng theo huyện, theo xã, theo tiêu chí, câu hỏi ngoài chỉ số, so với đợt trước và trang phương pháp; in được trên khổ A4 ngang',
  microdata: 'Tải vi dữ liệu (ZIP)',
  microdataHelp:
    'từng phiếu đã ẩn danh, kèm bảng mã và chương trình đọc cho R và SPSS; chỉ có khi đã chốt số liệu',
  bundle: 'Tải gói tính lại (ZIP)',
  bundleHelp:
    'phiếu theo xã, phiếu hỏi, đơn vị và các bảng đã công bố; lệnh sipas score --confirm tính lại và so từng byte. Lưu hành nội bộ; chỉ có khi đã chốt số liệu',
} as const;

/** Words of links that a spreadsheet fetches anew, in Vietnamese. */
export const linkWords = {
  open: 'Liên kết để Excel tự tải lại',
  openHelp:
    'Excel, LibreOffice hoặc R mở địa chỉ này và luôn có bản số liệu mới nhất; có hạn và thu hồi được',
  title: 'Liên kết làm mới được',
  lead: 'Ai có địa chỉ đều xem được đúng một bảng này của đợt này, như tài khoản của bạn xem được, không hơn. Chỉ gửi cho người cần dùng.',
  name: 'Tên liên kết',
  nameHint: 'để sau này nhận ra: dùng ở tệp nào, ai dùng',
  nameMissing: 'Hãy đặt tên cho liên kết.',
  file: 'Dẫn tới',
  files: {
    'scores.csv': 'Bảng đang chọn, CSV',
    'scores.json': 'Bảng đang chọn, JSON (Power Query, R)',
    'workbook.xlsx': 'Sổ bảng chính thức, XLSX',
  },
  days: 'Hạn dùng',
  dayCount: (days: string) => `${days} ngày`,
  make: 'Tạo liên kết',
  made: 'Đã tạo liên kết',
  madeHelp: (moment: string) =>
    `Địa chỉ chỉ hiện lần này, hãy chép lại ngay. Dùng được đến ${moment}.`,
  address: 'Địa chỉ',
  copy: 'Chép địa chỉ',
  copied: 'Đã chép',
  copyFailed: 'Trình duyệt không cho chép; hãy chọn địa chỉ và bấm Ctrl+C.',
  list: 'Liên kết đã tạo của đợt này',
  notYet: 'Đợt này chưa chốt số liệu',
  notYetHelp:
    'Liên kết chuyền từ tay này sang tay khác, nên chỉ dẫn tới số liệu đã chốt. Hãy chốt số liệu ở màn hình Đợt khảo sát rồi tạo liên kết.',
  none: 'Chưa có liên kết nào.',
  states: { living: 'đang dùng được', expired: 'hết hạn', revoked: 'đã thu hồi' },
  by: (name: string) => `do ${name} tạo`,
  until: (moment: string) => `hạn ${moment}`,
  neverUsed: 'chưa dùng lần nào',
  lastUsed: (moment: string, count: string) => `dùng lần cuối ${moment}, ${count} lần`,
  revoke: 'Thu hồi',
} as const;
