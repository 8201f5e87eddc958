/** Words of the screen of backups, in Vietnamese. */
export const careWords = {
  title: 'Sao lưu',
  lead: 'Bản sao của mọi phiếu và số liệu, để máy chủ hỏng cũng không mất phiếu nào. Danh sách ký nhận không nằm trong bản sao.',
  now: 'Sao lưu ngay',
  running: { backup: 'Đang sao lưu…', drill: 'Đang thử khôi phục…' },
  allSafe: 'Mọi phiếu đã nhận đều có trong bản sao',
  allSafeSecond: 'Bản sao đã được đọc lại từ đầu đến cuối, cả ở nơi thứ hai.',
  allSafeHere: 'Bản sao đã được đọc lại từ đầu đến cuối.',
  waiting: (count: string) => `${count} dòng nhận về chưa có trong bản sao`,
  waitingHelp: 'Điện thoại vẫn giữ các phiếu này cho đến khi bản sao có chúng.',
  lacksSecond: 'Bản sao gần nhất chưa nằm ở nơi thứ hai',
  lacksSecondHelp:
    'Thư mục của nơi thứ hai chưa có bản sao này: có thể ổ đĩa chưa gắn hoặc thư mục đã bị dời. Máy chủ tự chép sang khi thư mục có lại.',
  keyMissing: (count: string) => `${count} phiếu đã về nhưng thiếu khóa để mở`,
  keyMissingHelp:
    'Phiếu vẫn còn nguyên và chờ khóa. Người vận hành đưa bản chép của khóa vào bằng lệnh sipas keys import (docs/operations.md).',
  keysNotCopied: (count: string) => `${count} khóa mở phiếu chưa có bản chép`,
  keysNotCopiedHelp:
    'Phiếu được niêm phong bằng khóa nằm trong một tệp riêng, không có trong bản sao lưu. Mất tệp ấy là không mở được phiếu chưa mở. Người vận hành gõ sipas keys export và cất tệp ở nơi khác.',
  fromFuture: (count: string) => `${count} bản sao mang ngày giờ ở tương lai`,
  fromFutureHelp:
    'Đồng hồ máy chủ từng chạy sai. Máy chủ không coi các bản sao này là mới nhất; khi khôi phục hãy xem ngày giờ thật của tệp.',
  noSecond: 'Chưa có nơi cất thứ hai',
  noSecondHelp:
    'Bản sao nằm cùng máy với dữ liệu: hỏng ổ đĩa là mất cả hai. Người vận hành hãy gắn một ổ khác rồi đặt SIPAS_BACKUP_DIR.',
  failure: {
    'no-space': 'Lần sao lưu gần nhất không xong: hết chỗ trên đĩa',
    'second-place': 'Không chép được bản sao sang nơi thứ hai',
    'broken-copy': 'Bản sao vừa làm bị sai nên đã bỏ đi',
    failed: 'Lần sao lưu gần nhất không xong',
    drill: 'Lần thử khôi phục gần nhất không xong',
  },
  failureHelp: (moment: string) =>
    `Lúc ${moment}. Dữ liệu đang chạy không bị ảnh hưởng; máy chủ sẽ tự làm lại. Nếu còn báo, người vận hành xem nhật ký của máy chủ và docs/operations.md.`,
  forgotten: 'Máy chủ đã quên một số phiếu',
  forgottenHelp: (moment: string, phones: string, phone: string, store: string) =>
    `Từ ${moment}, ${phones} điện thoại giữ biên nhận số ${phone}, còn máy chủ lúc đó chỉ có đến số ${store}. Có thể máy chủ đã được khôi phục từ bản sao cũ. Điện thoại đang tự gửi lại. Người vận hành hãy xem có bản sao nào mới hơn không (docs/operations.md).`,
  acknowledge: 'Đã xem báo động này',
  acknowledgeHelp:
    'Tên của bạn, thời điểm và lý do được giữ lại mãi ở từng máy. Nếu một máy báo số khác, báo động sẽ hiện lại.',
  acknowledgeHint: 'Ví dụ: máy hỏng, báo số không có thật; đã so với bản sao mới nhất.',
  acknowledgeSubmit: 'Đã xem, đứng tên tôi',
  fuller: (forms: string) => `Một bản sao giữ ${forms} phiếu mà máy chủ không có`,
  fullerHelp: (name: string, moment: string) =>
    `Bản sao ${name}, dòng cuối nhận lúc ${moment}. Có thể máy chủ đã được khôi phục từ bản cũ hơn. Điện thoại gửi lại những phiếu còn giữ. Người vận hành: đừng xóa gì; làm theo docs/operations.md, mục "The wrong backup was restored". Bản sao này không bị tự xóa; báo động còn cho đến khi máy chủ có đủ phiếu, hoặc quản trị viên ghi đã xem bằng lệnh sipas acknowledge-fuller.`,
  last: 'Bản sao gần nhất',
  byDatabase:
    'Bản sao do cơ sở dữ liệu PostgreSQL làm: người vận hành dùng pg_dump hoặc lưu trữ WAL (docs/operations.md). Điện thoại giữ phiếu cho đến khi bản sao đã được đọc lại.',
  none: 'Chưa có bản sao nào',
  noneHelp: 'Bản sao đầu tiên được làm trong vài phút sau khi máy chủ chạy.',
  content: (rows: string, size: string) => `${rows} dòng đã nhận, ${size} MB`,
  kept: (count: string) => `Đang giữ ${count} bản sao.`,
  every: (minutes: string) => `Tự làm mỗi ${minutes} phút khi có gì mới.`,
  neverBySelf: 'Không tự làm; chỉ làm khi có người bấm hoặc gõ lệnh.',
  places: 'Nơi cất',
  placeHere: 'Trên máy chủ',
  placeSecond: 'Nơi thứ hai',
  placeYes: 'đã đọc lại, đúng',
  placeNo: 'chưa có',
  placeUnset: 'chưa đặt',
  drill: 'Thử khôi phục',
  drillNever: 'Chưa thử lần nào',
  drillHelp: 'Mỗi đêm bản sao mới nhất được khôi phục ở chỗ nháp và đếm lại từ đầu.',
  drillGood: 'Khôi phục được, số liệu khớp',
  drillBad: (count: string) => `${count} chỗ không khớp`,
  drillTook: (rows: string, seconds: string) => `${rows} dòng, mất ${seconds} giây`,
  safeHelp: (safe: string, last: string) =>
    `Bản sao có đến số ${safe}, máy chủ đã cấp đến số ${last}.`,
};
