import { printCount } from './figures.ts';

/** The words of what is seen seldom: enrolling, the check, the list of forms, the settings. They come with their screens. */
export const viSetup = {
  unfit: {
    inApp: 'Hãy mở bằng Chrome hoặc Safari',
    inAppWhy:
      'Trang này đang mở bên trong một ứng dụng khác (Zalo, Facebook, TikTok…). Ở đó phiếu có thể bị xóa mất, nên không nhận máy được.',
    inAppHow:
      'Bấm nút ⋮ hoặc ••• ở góc màn hình, chọn “Mở bằng trình duyệt”. Hoặc chép địa chỉ dưới đây rồi dán vào Chrome.',
    copy: 'Chép địa chỉ',
    copied: 'Đã chép địa chỉ',
    keepsNothing: 'Trình duyệt này không giữ được phiếu',
    keepsNothingWhy:
      'Máy đang ở chế độ ẩn danh (riêng tư), hoặc trình duyệt quá cũ. Phiếu ghi ở đây sẽ mất khi đóng lại, nên không nhận máy được.',
    keepsNothingHow:
      'Hãy mở địa chỉ dưới đây bằng Chrome (máy Android) hoặc Safari (iPhone), trong thẻ thường, không ẩn danh.',
  },
  enrol: {
    title: 'Nhận máy',
    lead: 'Nhập mã do bưu điện cấp, hoặc quét mã QR trên màn hình của bưu điện.',
    code: 'Mã nhận máy',
    codeHint: '8 ký tự, ví dụ ABCD-EF23',
    badCode:
      'Mã có 8 chữ và số, ví dụ ABCD-EF23. Hãy xem lại mã trên giấy hoặc trên màn hình bưu điện.',
    submit: 'Nhận máy',
    sending: 'Đang nhận máy…',
    scan: 'Quét mã QR',
    offline: 'Chưa kết nối được máy chủ. Mã vẫn dùng được. Hãy kiểm tra Wi-Fi hoặc 4G rồi bấm lại.',
    iphone: 'Dùng iPhone?',
    iphoneWhy:
      'Trước khi nhận máy, hãy đưa ứng dụng ra màn hình chính: bấm nút Chia sẻ, chọn “Thêm vào MH chính”, rồi mở ứng dụng từ đó. Nếu không, Safari có thể xóa phiếu sau 7 ngày.',
  },
  scan: {
    title: 'Quét mã QR',
    aim: 'Đưa mã QR của bưu điện vào giữa khung hình.',
    foreign: 'Mã QR này không phải mã nhận máy. Hãy quét mã trên màn hình của bưu điện.',
    refused: 'Không mở được máy ảnh. Hãy cho phép dùng máy ảnh, hoặc nhập mã bằng tay.',
    type: 'Nhập mã bằng tay',
    starting: 'Đang mở máy ảnh…',
  },
  ready: {
    title: 'Chuẩn bị máy',
    lead: 'Sau bước này, máy làm việc được cả khi không có mạng.',
    downloading: 'Đang tải đợt khảo sát…',
    downloadFailed:
      'Chưa tải được đợt khảo sát. Máy đã nhận xong; hãy kiểm tra mạng rồi bấm thử lại.',
    checking: 'Đang kiểm tra',
    app: 'Ứng dụng đã nằm trong máy',
    appNot: 'Ứng dụng chưa tải xong về máy. Hãy giữ mạng thêm một lát rồi bấm kiểm tra lại.',
    wave: (waves: number, forms: number) =>
      `Đủ bộ phiếu: ${printCount(waves)} đợt, ${printCount(forms)} mẫu phiếu`,
    waveNot: 'Bộ phiếu tải về bị thiếu hoặc hỏng. Hãy bấm tải lại.',
    noWave: 'Chưa có đợt khảo sát nào giao cho ông/bà. Hãy hỏi bưu điện.',
    storage: 'Máy giữ phiếu lâu dài',
    storageNot:
      'Máy chưa hứa giữ phiếu lâu dài. Phiếu vẫn được lưu; hãy cài ứng dụng ra màn hình chính và gửi phiếu mỗi ngày.',
    clock: 'Đồng hồ đúng giờ',
    clockOff: (minutes: number) =>
      `Đồng hồ của máy lệch ${printCount(minutes)} phút. Hãy bật “Ngày giờ tự động” trong Cài đặt của máy.`,
    villages: (villages: number, households: number) =>
      `${printCount(villages)} thôn/ấp, ${printCount(households)} hộ cần hỏi`,
    noVillages: 'Chưa giao thôn/ấp sẵn: tên thôn/ấp sẽ nhập khi phỏng vấn',
    again: 'Kiểm tra lại',
    start: 'Bắt đầu',
    ok: 'Đạt',
    warn: 'Cần chú ý',
    bad: 'Chưa đạt',
  },
  install: {
    title: 'Đưa ra màn hình chính',
    why: 'Mở nhanh như một ứng dụng, và phiếu được giữ chắc hơn.',
    act: 'Cài đặt',
    iphone: 'Trên iPhone: bấm nút Chia sẻ, chọn “Thêm vào MH chính”.',
  },
  forms: {
    title: 'Các phiếu trên máy',
    empty: 'Chưa có phiếu nào.',
    household: (household: string) => `Hộ ${household}`,
    noHousehold: 'Không ghi mã hộ',
    finished: (when: string) => `Nộp ${when}`,
    kept: 'Đã lưu trên máy, chờ gửi',
    apart: 'Máy chủ giữ riêng để xem lại',
    visit: 'Lần đến không phỏng vấn được',
    final: 'Phiếu phỏng vấn',
  },
  settings: {
    title: 'Cài đặt',
    language: 'Ngôn ngữ',
    textSize: 'Cỡ chữ',
    textSizes: ['Vừa', 'Lớn', 'Rất lớn', 'Lớn nhất'],
    sample: 'Chữ sẽ lớn như thế này.',
    device: 'Máy này',
    surveyor: 'Điều tra viên',
    version: 'Phiên bản',
    deviceId: 'Mã máy',
    storage: 'Nơi giữ phiếu',
    journal: 'Sổ ghi bền trên máy',
    database: 'Kho của trình duyệt (kém bền hơn)',
    persisted: 'Máy hứa giữ phiếu lâu dài',
    notPersisted: 'Máy chưa hứa giữ phiếu lâu dài; hãy gửi phiếu mỗi ngày',
    used: (used: string, quota: string) => `Đã dùng ${used}, còn được dùng đến ${quota}`,
    mended: (count: number) => `Lần mở này đã tự sửa ${printCount(count)} chỗ trong kho từ sổ ghi.`,
    waves: 'Đợt khảo sát',
    refresh: 'Tải lại đợt khảo sát',
    refreshed: 'Đợt khảo sát trên máy là bản mới nhất.',
    refreshFailed: 'Chưa tải được. Bản trên máy vẫn dùng được. Hãy thử lại khi có mạng.',
    check: 'Kiểm tra máy',
    lastContact: (when: string) => `Lần kết nối máy chủ gần nhất: ${when}`,
  },
};
