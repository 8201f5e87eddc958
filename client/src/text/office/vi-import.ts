/** The words of *Nhập tệp* in Vietnamese. */
export const importWords = {
  title: 'Nhập tệp',
  lead: 'Phiếu của máy không có mạng về đây bằng tệp. Nhận xong, mang tệp biên nhận trả lại cho máy.',
  drop: 'Thả tệp vào đây',
  dropNow: 'Thả ra để nhập tệp',
  dropHelp:
    'Tệp do điện thoại xuất ra, bao nhiêu tệp cũng được. Nhập lại một tệp đã nhập không làm phiếu bị tính hai lần.',
  choose: 'Chọn tệp',
  howTitle: 'Làm theo ba bước',
  howExport: 'Trên điện thoại, bấm “Xuất tệp” rồi chép hoặc gửi tệp về máy tính này.',
  howImport: 'Thả tệp vào khung phía trên. Mỗi tệp hiện ngay đã nhận bao nhiêu phiếu.',
  howReturn:
    'Bấm “Lưu tệp biên nhận” và chép tệp đó trở lại điện thoại, để máy biết phiếu đã đến nơi.',
  list: 'Các tệp đã đưa vào',
  done: (done: string, all: string) => `Đã xong ${done} trên ${all} tệp`,
  stop: 'Dừng sau tệp này',
  stopping: 'Sẽ dừng sau tệp này',
  goOn: 'Nhập tiếp',
  clear: 'Xóa danh sách',
  saveAll: 'Lưu biên nhận của tất cả',
  save: 'Lưu tệp biên nhận',
  saveOf: (name: string) => `Lưu tệp biên nhận của ${name}`,
  retryOf: (name: string) => `Thử lại ${name}`,
  states: {
    waiting: 'Chờ đến lượt',
    stopped: 'Chưa gửi',
    sending: 'Đang gửi…',
    whole: 'Nhận đủ',
    waits: 'Đến đủ, có phiếu chờ xem lại',
    partly: 'Thiếu hoặc hỏng',
    failed: 'Chưa nhận được',
  },
  stored: 'Mới nhận',
  alreadyStored: 'Đã có từ trước',
  waiting: 'Chờ xem lại',
  missing: 'Chưa đến',
  noForms: 'Tệp này không có phiếu nào.',
  linesTitle: (lines: string) => `Dòng ${lines}`,
  waitingTitle: 'Máy chủ đã giữ, chờ người xem lại',
  passedOverTitle: (lines: string) => `${lines} dòng không phải phiếu, không được giữ lại`,
  passedOverHelp:
    'Hãy giữ lại tệp này và hỏi người quản trị. Phiếu trên điện thoại không bị ảnh hưởng; hãy xuất lại tệp từ điện thoại.',
  missingTitle: 'Chưa đến được máy chủ; phiếu vẫn còn trên điện thoại',
  missingHelp: 'Hãy chép hoặc gửi lại tệp từ điện thoại rồi nhập lần nữa.',
  reasons: {
    cut: 'tệp bị cắt ngang trước khi hết phiếu',
    altered: 'nội dung đã bị thay đổi trên đường đi',
    absent: 'không có trong tệp',
  },
  ofPhone: (phone: string) => `máy …${phone}`,
  damages: {
    cut: 'Tệp bị cắt ngang: phần còn đọc được đã nhận hết.',
    altered: 'Tệp có chỗ bị hỏng: mọi phiếu còn nguyên vẹn đã được nhận.',
  },
  failures: {
    empty: 'Tệp trống, không có gì để nhận.',
    unreadable: 'Máy tính không đọc được tệp này. Có thể thẻ nhớ đã rút ra, hoặc đây là thư mục.',
    tooLarge:
      'Tệp quá lớn để nhập ở đây. Chưa có gì được ghi. Hãy nhờ người quản trị nhập bằng lệnh “import-batch”.',
    notBatch:
      'Đây không phải tệp phiếu, hoặc tệp đã hỏng từ đầu. Chưa có gì được ghi; phiếu vẫn còn trên điện thoại. Hãy xuất lại tệp.',
  },
} as const;
