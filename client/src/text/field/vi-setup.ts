import { type ClockError, printCount } from './figures.ts';

function viClock({ isFast, days, hours, minutes }: ClockError): string {
  const parts = [
    days > 0 ? `${printCount(days)} ngày` : '',
    hours > 0 ? `${String(hours)} giờ` : '',
    minutes > 0 ? `${String(minutes)} phút` : '',
  ].filter((part) => part !== '');
  return `Đồng hồ máy ${isFast ? 'nhanh' : 'chậm'} ${parts.join(' ')}`;
}

/**
 * The words of what comes before and after the questions: enrolling, the PIN, the check, the form reviewed and handed in,
 * the list of forms, the settings. They come with their screens.
 */
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
    needsInstall: 'Đưa ứng dụng ra màn hình chính trước',
    needsInstallWhy:
      'Trên iPhone và iPad, Safari xóa những gì một thẻ web lưu lại sau 7 ngày không mở. Ứng dụng mở từ màn hình chính thì không bị xóa, nên chỉ nhận máy được từ đó.',
    needsInstallHow: [
      'Bấm nút Chia sẻ (ô vuông có mũi tên lên) ở cạnh màn hình.',
      'Chọn “Thêm vào MH chính”, rồi bấm “Thêm”.',
      'Mở biểu tượng “SIPAS” vừa có trên màn hình chính và nhận máy ở đó.',
    ],
    needsInstallCode: 'Mã nhận máy của ông/bà, hãy ghi lại để nhập trong ứng dụng:',
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
    already: (name: string) =>
      `Máy này đã được nhận cho ${name}. Mã vừa mở chưa được dùng; phiếu trên máy vẫn như cũ.`,
    keepOn: 'Làm tiếp trên máy này',
    offline: 'Chưa kết nối được máy chủ. Mã vẫn dùng được. Hãy kiểm tra Wi-Fi hoặc 4G rồi bấm lại.',
    iphone: 'Dùng iPhone?',
    iphoneWhy:
      'Trước khi nhận máy, hãy đưa ứng dụng ra màn hình chính: bấm nút Chia sẻ, chọn “Thêm vào MH chính”, rồi mở ứng dụng từ đó. Nếu không, Safari có thể xóa phiếu sau 7 ngày.',
  },
  compare: {
    title: 'Đọc số cho bưu điện',
    lead: 'Máy đã nhận xong. Hãy đọc sáu chữ số dưới đây cho người ở bưu điện. Người đó nhìn màn hình và trả lời: giống hay khác.',
    label: 'Số đối chiếu',
    wrong: 'Nếu bưu điện nói khác: dừng lại, không phỏng vấn bằng máy này, và xin mã mới.',
    later:
      'Không gọi được cho bưu điện ngay bây giờ? Cứ làm tiếp. Phiếu không mất; bưu điện đối chiếu xong thì phiếu được tính. Số này luôn có trong phần Cài đặt.',
    next: 'Đã đọc số, làm tiếp',
  },
  unknownPhone: {
    title: 'Máy chủ chưa nhận ra máy này',
    safe: 'Phiếu vẫn giữ nguyên trên máy. Cứ phỏng vấn tiếp như thường.',
    tell: 'Hãy báo bưu điện để nhận lại máy và xin mã. Trong lúc chờ, có thể bấm “Xuất tệp” và đưa tệp phiếu cho bưu điện.',
    id: (tail: string) => `Mã máy để đọc cho bưu điện: … ${tail}`,
    before: (name: string) => `Phiếu của ${name}, người dùng máy này trước đây, chưa gửi được.`,
    enter: 'Nhập mã bưu điện cấp lại',
    code: 'Mã cấp lại cho máy này',
    codeHint: 'Bưu điện cấp mã cho đúng máy này, 8 ký tự. Phiếu và mã PIN trên máy vẫn như cũ.',
    submit: 'Nối lại máy',
    sending: 'Đang nối lại…',
    done: 'Máy chủ đã nhận ra máy. Phiếu trên máy đang tự gửi.',
    notKept:
      'Máy chưa lưu được mã vừa nhận. Phiếu vẫn an toàn. Hãy xóa bớt ảnh hoặc video, rồi xin bưu điện mã khác.',
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
      'Chưa tải được đợt khảo sát. Máy đã nhận xong; hãy kiểm tra mạng rồi bấm “Kiểm tra lại”.',
    checking: 'Đang kiểm tra',
    app: 'Ứng dụng đã nằm trong máy',
    appNot: 'Ứng dụng chưa tải xong về máy. Hãy giữ mạng thêm một lát rồi bấm “Kiểm tra lại”.',
    wave: (waves: number, forms: number) =>
      `Đủ bộ phiếu: ${printCount(waves)} đợt, ${printCount(forms)} mẫu phiếu`,
    waveNot: 'Bộ phiếu tải về bị thiếu hoặc hỏng. Hãy bấm “Kiểm tra lại”.',
    noWave: 'Chưa có đợt khảo sát nào giao cho ông/bà. Hãy hỏi bưu điện.',
    storage: 'Máy giữ phiếu lâu dài',
    storageNot:
      'Máy chưa hứa giữ phiếu lâu dài. Phiếu vẫn được lưu; hãy cài ứng dụng ra màn hình chính và gửi phiếu mỗi ngày.',
    clock: 'Đồng hồ đúng giờ',
    clockOff: (error: ClockError) =>
      `${viClock(error)}. Vẫn làm việc được; hãy bật “Ngày giờ tự động” trong Cài đặt của máy.`,
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
    act: 'Cài ứng dụng',
    iphone: 'Trên iPhone: bấm nút Chia sẻ, chọn “Thêm vào MH chính”.',
  },
  forgotten: {
    title: 'Quên mã PIN',
    nothingLost: 'Không mất phiếu nào',
    unsent: (count: number) =>
      `${printCount(count)} phiếu đã nộp vẫn nằm trên máy và tự gửi khi có mạng, không cần mã PIN.`,
    noneUnsent: 'Không còn phiếu đã nộp nào chờ gửi.',
    drafts: (count: number) =>
      `${printCount(count)} phiếu đang làm dở được giữ nguyên; mở khóa xong thì làm tiếp.`,
    how: 'Đặt mã PIN mới',
    lead: (name: string) =>
      `Hãy gọi hoặc đến bưu điện, xin mã đặt lại PIN cho ${name}. Mã dùng một lần, trong 10 phút. Nhập mã ở đây, rồi tự đặt mã PIN mới.`,
    offline:
      'Máy đang không có mạng nên chưa kiểm tra được mã. Hãy đến nơi có mạng, hoặc mang máy đến bưu điện.',
    code: 'Mã đặt lại PIN',
    submit: 'Kiểm tra mã',
    sending: 'Đang kiểm tra…',
    unheard:
      'Chưa kết nối được máy chủ nên chưa đặt được mã PIN mới. Phiếu vẫn an toàn. Hãy bấm lại khi có mạng; nếu máy báo mã đã được dùng, xin mã khác.',
    fileTitle: 'Nộp phiếu ngay, không cần mã PIN',
    file: 'Có mạng: bấm “Gửi ngay”. Không có mạng: bấm “Xuất tệp” rồi giao tệp cho bưu điện.',
    onceMore:
      'Máy chủ đã nhận ra máy này. Xin bưu điện thêm một mã đặt lại PIN rồi nhập ở đây, để mở lại các phiếu đang làm dở.',
    keyMissing: (count: number) =>
      `Bưu điện chưa mở được khóa của ${printCount(count)} phiếu đang làm dở. Đặt mã PIN mới thì làm việc tiếp được, nhưng các phiếu dở ấy không đọc lại được: phải phỏng vấn lại. Phiếu đã nộp không bị ảnh hưởng.`,
    back: 'Quay lại nhập mã PIN',
  },
  closed: {
    title: (wave: string) => `Đợt “${wave}” đã đóng`,
    none: 'Chưa có đợt khảo sát nào đang mở',
    why: 'Chưa bắt đầu được phỏng vấn mới. Phiếu đã làm vẫn xem được ở dưới. Khi bưu điện mở lại hoặc mở đợt mới, máy tự nhận khi có mạng.',
    draft:
      'Phiếu dở vẫn làm tiếp và nộp được. Máy chủ nhận và giữ riêng để bưu điện xem; không mất gì.',
    unsent:
      'Phiếu chưa gửi vẫn tự gửi như thường. Máy chủ nhận và giữ riêng để bưu điện xem; không mất gì.',
    ask: 'Hỏi lại máy chủ',
    asking: 'Đang hỏi…',
  },
  forms: {
    title: 'Các phiếu trên máy',
    empty: 'Chưa có phiếu nào.',
    household: (household: string) => `Hộ ${household}`,
    noHousehold: 'Không ghi mã hộ',
    finished: (when: string) => `Nộp ${when}`,
    kept: 'Đã lưu trên máy, chờ gửi',
    handedOver: (when: string) => `Đã giao bằng tệp ${when}, chờ biên nhận`,
    partial: 'Phiếu chưa xong, đã đóng',
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
    clock: 'Đồng hồ',
    clockRight: 'Đúng giờ theo máy chủ',
    clockUnknown: 'Chưa so được với máy chủ',
    handOver: 'Đổi người dùng máy, nhận máy lại, xóa dữ liệu',
    lastContact: (when: string) => `Lần kết nối máy chủ gần nhất: ${when}`,
  },
  alarm: {
    title: 'Cần gửi phiếu ngay hôm nay',
    why: (count: number, days: number) =>
      `${printCount(count)} phiếu chưa được máy chủ nhận; phiếu cũ nhất đã chờ hơn ${printCount(days)} ngày. Phiếu vẫn an toàn trên máy.`,
    how: 'Có mạng: bấm “Gửi ngay”. Không có mạng: bấm “Xuất tệp” rồi đưa tệp cho bưu điện.',
  },
  update: {
    title: 'Có bản mới',
    why: 'Bản mới đã tải xong. Phiếu trên máy giữ nguyên.',
    draft: 'Làm xong phiếu dở rồi hãy đổi sang bản mới.',
    act: 'Dùng bản mới',
  },
  room: {
    weakShelf:
      'Trình duyệt này giữ phiếu kém chắc hơn. Hãy gửi phiếu ngay khi có mạng, và dùng Chrome hoặc Safari bản mới nếu được.',
    notPersisted:
      'Máy này chưa hứa giữ phiếu lâu dài. Phiếu vẫn được lưu; máy sẽ gửi sớm hơn khi có mạng, xin ông/bà gửi phiếu mỗi ngày.',
    low: 'Máy sắp hết chỗ trống. Hãy gửi phiếu hoặc xuất tệp, rồi xóa bớt ảnh, video.',
    reserve:
      'Máy đã hết chỗ trống và đang dùng phần dự phòng: phiếu đang mở vẫn lưu được, phiếu sau thì chưa chắc. Hãy gửi phiếu hoặc xuất tệp ngay, rồi xóa bớt ảnh, video.',
  },
  receiptsFile: {
    title: 'Biên nhận từ tệp',
    why: 'Bưu điện trả lại một tệp biên nhận (tên kết thúc bằng .receipts.json). Chọn tệp đó để máy biết phiếu nào đã được nhận.',
    act: 'Nhận biên nhận từ tệp',
    reading: 'Đang đọc tệp…',
    none: 'Tệp này không có biên nhận nào cho phiếu trên máy này. Không có gì thay đổi.',
    read: (named: number, fresh: number) =>
      fresh === 0
        ? `Tệp có biên nhận cho ${printCount(named)} phiếu của máy này; máy đã biết cả rồi.`
        : `Đã nhận biên nhận cho ${printCount(named)} phiếu của máy này.`,
    keptApart: (count: number) =>
      `${printCount(count)} phiếu bưu điện giữ riêng để xem lại; không cần làm gì thêm.`,
    left: (count: number) =>
      count === 0
        ? 'Không còn phiếu nào chờ biên nhận.'
        : `Còn ${printCount(count)} phiếu chờ biên nhận.`,
    fault: {
      'too-large': 'Tệp này quá lớn, không phải tệp biên nhận. Không có gì thay đổi.',
      'not-receipts':
        'Đây không phải tệp biên nhận của bưu điện. Hãy chọn tệp có tên kết thúc bằng .receipts.json. Không có gì thay đổi.',
      'older-server':
        'Tệp này có trước khi máy chủ được khôi phục nên không còn giá trị. Hãy xin bưu điện tệp mới, hoặc gửi qua mạng. Không có gì thay đổi.',
      'not-kept': 'Chưa ghi được biên nhận vào máy. Phiếu vẫn an toàn. Hãy chọn lại tệp lần nữa.',
    } as Record<string, string>,
  },
  handOver: {
    title: 'Đổi người dùng máy',
    lead: 'Dùng khi giao máy cho người khác, nhận máy lại, hoặc trả máy. Không phiếu nào bị bỏ lại.',
    checking: 'Đang xem trên máy còn gì…',
    refused: 'Chưa đổi được, vì trên máy còn việc chưa xong:',
    drafts: (count: number) => `${printCount(count)} phiếu đang làm dở`,
    stranded: (count: number) => `${printCount(count)} phiếu chưa gửi và chưa giao bằng tệp`,
    signatures: (count: number) =>
      `${printCount(count)} chữ ký nhận bồi dưỡng chưa gửi; chữ ký chỉ gửi được qua mạng`,
    finishFirst: 'Hãy làm tiếp và nộp phiếu dở. Nếu không thể, đóng lại như dưới đây.',
    closeTitle: 'Đóng phiếu dở',
    closeWhy:
      'Phiếu dở được nộp như “phiếu chưa xong” với những câu đã trả lời, để bưu điện biết. Không làm tiếp được nữa và không tính vào số hộ đã hỏi.',
    closeConsent: 'Tôi đồng ý đóng các phiếu dở trên máy này',
    close: 'Đóng phiếu dở',
    closed: 'Đã đóng phiếu dở. Nay hãy gửi hoặc xuất tệp.',
    mayLeave: (count: number) =>
      `${printCount(count)} phiếu đã giao bằng tệp nhưng chưa có biên nhận. Phiếu vẫn nằm lại trên máy này và tự gửi khi có mạng, dù ai dùng máy.`,
    unsafe: (count: number) =>
      `Máy chủ đã nhận mọi phiếu của máy này; ${printCount(count)} phiếu còn chờ vào bản sao lưu của máy chủ, nên máy này giữ lại một bản.`,
    mayWipe: 'Máy chủ đã nhận mọi phiếu của máy này và đã sao lưu.',
    leave: 'Nhận máy lại cho người khác',
    leaveWhy: 'Người dùng mới nhập mã nhận máy và mã PIN của mình; không xem được phiếu cũ.',
    wipe: 'Xóa dữ liệu trên máy này',
    wipeWhy: 'Xóa mọi phiếu, mã PIN và đợt khảo sát khỏi máy này. Phiếu trên máy chủ vẫn còn.',
    wipeNot:
      'Chỉ xóa được khi mọi phiếu đã có biên nhận: hãy gửi khi có mạng, hoặc nhận biên nhận từ tệp.',
    wipeLater:
      'Chưa xóa được: hãy chờ máy chủ sao lưu (thường trong một giờ), rồi bấm “Hỏi lại máy chủ”.',
    askServer: 'Hỏi lại máy chủ',
    unheard: 'Chưa hỏi được máy chủ nên chưa xóa gì. Hãy thử lại khi có mạng.',
    pinWhy: 'Nhập mã PIN để xác nhận.',
    confirmLeave: 'Xác nhận đổi người dùng',
    confirmWipe: 'Xác nhận xóa dữ liệu',
    cancel: 'Thôi, giữ nguyên',
    failed: 'Chưa làm được. Không có gì bị mất hay thay đổi. Hãy thử lại.',
    wiped: 'Đã xóa dữ liệu khảo sát trên máy này',
    wipedWhy: 'Có thể đóng và gỡ ứng dụng, hoặc nhận máy lại khi có mạng.',
    enrolAgain: 'Nhận máy lại',
    others: (count: number) =>
      `${printCount(count)} phiếu của người dùng trước vẫn nằm trên máy và tự gửi khi có mạng.`,
  },
  allowance: {
    title: 'Ký nhận bồi dưỡng',
    offer: (amountVnd: number) => `Bồi dưỡng cho hộ: ${printCount(amountVnd)} đồng`,
    why: 'Danh sách ký nhận được giữ riêng, không đi cùng câu trả lời.',
    sign: 'Ký nhận',
    decline: 'Không nhận',
    signed: (amountVnd: number) => `Hộ đã ký nhận ${printCount(amountVnd)} đồng`,
    declined: 'Hộ không nhận bồi dưỡng',
    none: 'Không có khoản bồi dưỡng nào để ký nhận cho phiếu này.',
    household: 'Hộ',
    amount: 'Số tiền',
    vnd: (amountVnd: number) => `${printCount(amountVnd)} đồng`,
    name: 'Họ và tên người nhận',
    badName: 'Hãy ghi họ và tên người nhận, nhiều nhất 100 ký tự.',
    draw: 'Người nhận ký bằng ngón tay vào khung',
    pad: 'Khung chữ ký',
    undo: 'Bỏ nét cuối',
    clear: 'Xóa chữ ký',
    instead: 'Không ký được: tên ghi ở trên thay chữ ký, người nhận xác nhận đã nhận đủ tiền.',
    badSignature: 'Chưa có chữ ký. Hãy ký vào khung, hoặc chọn ghi tên thay chữ ký.',
    save: (amountVnd: number) => `Đã nhận ${printCount(amountVnd)} đồng`,
    saving: 'Đang lưu…',
    failed: 'Sổ ký nhận trên máy không mở được. Phiếu vẫn an toàn; hãy thử lại.',
  },
  done: {
    title: 'Đã nộp phiếu',
    visitTitle: 'Đã ghi kết quả',
    notHere: 'Máy này không có phiếu đó',
    saved: 'Đã lưu trên máy',
    savedWhy: 'Phiếu an toàn trên máy, kể cả khi mất mạng hay tắt máy.',
    received: 'Máy chủ đã nhận',
    notYet: 'Máy chủ chưa nhận',
    notYetWhy: 'Sẽ tự gửi khi có mạng.',
    apart: 'Máy chủ giữ riêng phiếu này để xem lại',
    another: 'Hộ tiếp theo',
    receivedAt: (when: string) => `Đã nhận ${when}`,
    apartSafe: 'Phiếu đã nằm an toàn trên máy chủ. Không cần làm lại; bưu điện sẽ xem.',
  },
  review: {
    title: 'Xem lại và nộp phiếu',
    complete: 'Đã trả lời đủ các câu bắt buộc',
    answered: (answered: number, asked: number) =>
      `Đã trả lời ${printCount(answered)} trên ${printCount(asked)} câu.`,
    missing: (count: number) => `Còn ${printCount(count)} câu bắt buộc chưa trả lời`,
    missingHow: 'Bấm vào từng câu để trả lời.',
    invalid: 'Câu trả lời cần xem lại',
    submit: 'Nộp phiếu',
    submitting: 'Đang lưu phiếu…',
    after: 'Nộp xong, phiếu được lưu trên máy và tự gửi khi có mạng. Không sửa được nữa.',
  },
  elsewhere: {
    title: 'Ứng dụng đang mở ở thẻ khác',
    why: 'Mỗi lúc chỉ một thẻ được ghi phiếu, để không phiếu nào bị lẫn. Phiếu vẫn an toàn.',
    takeOver: 'Dùng ở đây',
    taken: 'Ứng dụng vừa được mở ở thẻ khác. Thẻ này đã dừng; không có gì bị mất.',
  },
  send: {
    sending: 'Đang gửi…',
    offline: 'Chưa có mạng. Phiếu vẫn an toàn trên máy và sẽ tự gửi sau.',
    busy: 'Máy chủ đang bận. Phiếu vẫn an toàn và sẽ tự gửi lại.',
    refused: 'Máy chủ chưa nhận.',
    sendNow: 'Gửi ngay',
    exportFile: 'Xuất tệp',
    exported: (count: number) =>
      `Đã xuất ${printCount(count)} phiếu vào tệp. Phiếu vẫn còn trên máy; hãy đưa tệp cho bưu điện.`,
    lookForFile: 'Mở mục Tải xuống xem đã có tệp chưa; nếu chưa, bấm Xuất tệp lần nữa.',
    fileSeen: 'Đã thấy tệp',
    exportFailed: 'Chưa xuất được tệp. Phiếu vẫn an toàn trên máy. Hãy thử lại.',
    nothingToExport: 'Không có phiếu nào chờ gửi.',
  },
};
