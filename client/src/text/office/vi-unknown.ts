/** Words of phones that the server does not know, in Vietnamese. */
export const unknownPhoneWords = {
  title: (count: string) => `${count} máy mà máy chủ không nhận ra`,
  help: 'Kho dữ liệu đã được khôi phục từ bản sao cũ hơn lúc nhận các máy này. Phiếu vẫn còn trên máy. Hãy hỏi máy là của ai rồi nhận lại; mã máy nằm trong phần Cài đặt của máy.',
  seen: (moment: string) => `thấy lần cuối ${moment}`,
  tries: (count: string) => `${count} lần gọi qua mạng`,
  lines: (lines: string, forms: string) => `${lines} dòng của ${forms} phiếu trong tệp đang chờ`,
  callsOnly: 'chỉ gọi qua mạng, chưa có gì chứng thực',
  communes: (codes: string) => `phiếu ở xã, phường mã ${codes}`,
  taken: (username: string) => `đã nhận lại cho ${username}, chờ máy nối lại mạng`,
  adopt: 'Nhận lại máy',
  adoptOf: (id: string) => `Nhận lại máy ${id}`,
  whose: 'Máy của điều tra viên nào?',
  choose: 'Chọn điều tra viên',
  adoptHelp:
    'Các dòng đang chờ của máy được xét lại theo đúng thứ tự và tính một lần. Việc này ghi tên tài khoản của bạn và không đưa mật khẩu nào cho máy.',
  sure: 'Nhận lại',
  done: (name: string) => `Đã nhận lại máy cho ${name}`,
  result: (stored: string, waiting: string) =>
    `${stored} phiếu đã nhận, ${waiting} dòng cần xem lại.`,
  save: 'Lưu tệp biên nhận',
  saveHelp: 'Chép tệp này về máy để máy biết phiếu nào đã nhận.',
  code: 'Cấp mã để máy nối lại mạng',
  codeHelp: 'Nhập mã trên đúng máy đó. Phiếu và mã PIN trên máy giữ nguyên.',
} as const;
