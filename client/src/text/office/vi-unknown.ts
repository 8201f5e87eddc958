/** Words of phones that the server does not know, in Vietnamese. */
export const unknownPhoneWords = {
  title: (count: string) => `${count} máy mà máy chủ không nhận ra`,
  help: 'Kho dữ liệu đã được khôi phục từ một bản sao không biết các máy này, hoặc máy đã được nhận lại ở một kho khác. Phiếu vẫn còn trên máy. Hãy hỏi máy là của ai rồi nhận lại; mã máy nằm trong phần Cài đặt của máy.',
  seen: (moment: string) => `thấy lần cuối ${moment}`,
  tries: (count: string) => `${count} lần gọi qua mạng`,
  lines: (lines: string, forms: string) => `${lines} dòng của ${forms} phiếu trong tệp đang chờ`,
  callsOnly: 'chỉ gọi qua mạng, chưa có gì chứng thực',
  communes: (codes: string) => `phiếu ở xã, phường mã ${codes}`,
  taken: (username: string) => `đã nhận lại cho ${username}, chờ máy nối lại mạng`,
  otherToken: (username: string, heard: string | null) =>
    `máy của ${username}, gọi đến bằng mã nhận dạng khác${heard === null ? '' : `, bằng mã của mình lần cuối ${heard}`}; hãy hỏi điều tra viên rồi mới nhận lại`,
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

/** Words of what people do with a phone, in Vietnamese. */
export const phoneActWords = {
  title: 'Việc đã làm với máy',
  adopted: (surveyor: string) => `Nhận lại cho ${surveyor}`,
  moved: (before: string, surveyor: string) => `Chuyển từ ${before} sang ${surveyor}`,
  revoked: (surveyor: string) => `Thu hồi máy của ${surveyor}`,
  confirmed: (surveyor: string) => `Đối chiếu số đúng, tin máy của ${surveyor}`,
  released: (_surveyor: string) => 'Cho tính các phiếu đang chờ của máy đã thu hồi',
  release: 'Cho tính phiếu đang chờ',
  releaseTitle: (name: string) => `Phiếu máy ${name} gửi sau khi bị thu hồi`,
  releaseHelp:
    'Dùng khi đã hỏi và biết các phiếu này là thật. Từng phiếu được xét lại như phiếu thường: phiếu đúng được tính, phiếu sai vẫn nằm ở “Cần xem lại”. Máy vẫn bị thu hồi; phiếu đến sau lại chờ.',
  releaseHint: 'Ví dụ: đã gọi cho điều tra viên ngày 14/11, phiếu làm trước khi mất máy.',
  releaseSubmit: 'Cho tính, đứng tên tôi',
  keyChanged: 'Máy ký phiếu bằng khóa mới',
  itself: 'Máy',
  revoke: 'Thu hồi máy',
  revokeTitle: (name: string) => `Thu hồi máy ${name}`,
  revokeHelp:
    'Dùng khi máy bị mất, bị lấy cắp hoặc điều tra viên đã nghỉ. Máy không nhận việc mới và không mở lại được bằng mã. Phiếu mà máy còn gửi hoặc mang tới bằng tệp vẫn được giữ trong “Cần xem lại”, không mất và không tính vào kết quả.',
  revokeHint: 'Ví dụ: máy bị mất trên đường về ngày 12/11.',
  revokeSubmit: 'Thu hồi, đứng tên tôi',
  move: 'Chuyển cho đúng người',
  moveTitle: (name: string) => `Máy ${name} là của người khác`,
  moveHelp:
    'Máy này được nhận lại sau khi khôi phục. Mọi phiếu của máy sẽ đứng tên người được chọn; phiếu đang chờ vì sai địa bàn được xét lại. Máy tự biết tên mới khi có mạng.',
  moveHint: 'Ví dụ: chọn nhầm tên khi nhận lại máy.',
  moveSubmit: 'Chuyển, đứng tên tôi',
} as const;

/** Words of comparing the number of a new phone, in Vietnamese. */
export const comparisonWords = {
  title: (device: string) => `Máy ${device} đang chờ đối chiếu số`,
  ask: 'Hỏi điều tra viên: trên máy đang hiện số nào? Số đó có giống hệt số dưới đây không?',
  label: 'Số đối chiếu',
  same: 'Giống, tin máy này',
  other: 'Khác, không phải máy này',
  help: 'Chưa đối chiếu thì máy vẫn phỏng vấn và gửi được; phiếu được giữ lại, chưa tính. Bấm “Khác” thì máy bị thu hồi; hãy tạo mã mới cho điều tra viên.',
  waiting: 'chờ đối chiếu số',
  refused: 'Đã thu hồi máy lạ',
  refusedHelp:
    'Mã đã bị người khác dùng. Máy đó không làm gì được nữa. Hãy tạo mã mới và đưa tận tay điều tra viên.',
} as const;
