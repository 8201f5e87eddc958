// Size: data table
/** What the receiver of a problem does about it. The outbox of the phone reads this and nothing else. */
export type Recovery = 'later' | 'after-sign-in' | 'after-update' | 'split-batch' | 'needs-person';

interface ProblemKind {
  /** HTTP status, where the problem ends a request; 200 where it only marks one line of a batch. */
  readonly status: number;
  readonly recovery: Recovery;
  readonly vi: string;
  readonly en: string;
}

/**
 * Every problem the product names, with what happened and what to do, in both languages.
 * Codes are `noun.condition`, never reused; a retired code stays listed with a note.
 */
export const problemCatalogue = {
  // Requests.
  'request.malformed': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Yêu cầu không đúng định dạng. Chưa có gì được ghi; hãy kiểm tra lại dữ liệu gửi lên.',
    en: 'The request is malformed. Nothing was stored; check what was sent.',
  },
  'request.not-found': {
    status: 404,
    recovery: 'needs-person',
    vi: 'Không tìm thấy nội dung này.',
    en: 'There is nothing here.',
  },
  'request.method-not-allowed': {
    status: 405,
    recovery: 'needs-person',
    vi: 'Địa chỉ này không nhận thao tác đó.',
    en: 'This address does not take that method.',
  },
  'request.foreign-origin': {
    status: 403,
    recovery: 'needs-person',
    vi: 'Yêu cầu đến từ một trang khác nên bị từ chối. Hãy mở lại trang quản lý và thử lại.',
    en: 'The request came from another site and was refused. Open the console again and retry.',
  },
  'request.media-type': {
    status: 415,
    recovery: 'needs-person',
    vi: 'Kiểu dữ liệu hoặc kiểu nén không được hỗ trợ.',
    en: 'This content type or encoding is not supported.',
  },
  'request.too-large': {
    status: 413,
    recovery: 'needs-person',
    vi: 'Dữ liệu gửi lên quá lớn. Chưa có gì được ghi.',
    en: 'The request is too large. Nothing was stored.',
  },
  // People.
  'session.required': {
    status: 401,
    recovery: 'after-sign-in',
    vi: 'Cần đăng nhập để xem nội dung này.',
    en: 'Sign in to see this.',
  },
  'session.wrong-credentials': {
    status: 401,
    recovery: 'after-sign-in',
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'The user name or the password is wrong.',
  },
  'session.too-many-attempts': {
    status: 429,
    recovery: 'later',
    vi: 'Đã thử sai quá nhiều lần. Hãy đợi rồi thử lại.',
    en: 'Too many wrong attempts. Wait and try again.',
  },
  'permission.denied': {
    status: 403,
    recovery: 'needs-person',
    vi: 'Tài khoản này không có quyền làm việc đó.',
    en: 'This account may not do that.',
  },
  'user.exists': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Tên đăng nhập đã có người dùng.',
    en: 'The user name is taken.',
  },
  'user.unknown': {
    status: 404,
    recovery: 'needs-person',
    vi: 'Không có tài khoản này.',
    en: 'There is no such account.',
  },
  'user.not-surveyor': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Tài khoản này không phải điều tra viên nên không nhận máy được.',
    en: 'This account is not a surveyor, so it cannot enrol a phone.',
  },
  'user.bad-area': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Mã địa bàn không có trong danh mục đơn vị hành chính và các nhóm.',
    en: 'The area code is in no catalogue of units and in no grouping.',
  },
  'user.bad-name': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang; từ 3 đến 40 ký tự.',
    en: 'A user name has 3 to 40 lower-case letters, digits, dots or hyphens.',
  },
  // Phones.
  'device.required': {
    status: 401,
    recovery: 'needs-person',
    vi: 'Máy chủ chưa nhận ra máy này. Phiếu vẫn an toàn trên máy và vẫn phỏng vấn tiếp được; hãy báo bưu điện.',
    en: 'The server does not know this phone. The forms are safe on it and interviews can go on; tell the post office.',
  },
  'device.wrong-device': {
    status: 403,
    recovery: 'needs-person',
    vi: 'Gói phiếu ghi tên một máy khác với máy đang gửi. Chưa có gì được ghi.',
    en: 'The batch names another phone than the one that sends it. Nothing was stored.',
  },
  'device.too-fast': {
    status: 429,
    recovery: 'later',
    vi: 'Nhiều máy đang gửi cùng lúc nên máy này phải chờ đến lượt. Máy sẽ tự gửi lại.',
    en: 'Many phones are sending, so this one has to wait for its turn. It will send again by itself.',
  },
  'device.unknown': {
    status: 404,
    recovery: 'needs-person',
    vi: 'Không có máy này trong địa bàn của tài khoản.',
    en: 'There is no such phone in the areas of this account.',
  },
  'device.of-other': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Máy này đã thuộc về một điều tra viên khác. Chưa có gì thay đổi.',
    en: 'This phone belongs to another surveyor already. Nothing was changed.',
  },
  'device.outside-areas': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Không phiếu nào của máy nằm trong địa bàn của điều tra viên này. Hãy chọn đúng người; chưa có gì thay đổi.',
    en: 'No form of this phone lies where this surveyor works. Choose the right person; nothing was changed.',
  },
  'device.not-adopted': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Chỉ cấp lại mã cho máy đã được nhận lại sau khi khôi phục. Chưa có gì thay đổi.',
    en: 'Only a phone that was taken in after a restore gets a code of its own. Nothing was changed.',
  },
  'device.nothing-open': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Không phải tất cả các số này còn thiếu hoặc bị trùng. Chưa có gì được ghi; hãy tải lại trang.',
    en: 'Not all of these numbers lack or were used twice. Nothing was stored; load the page again.',
  },
  'care.nothing-forgotten': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Không có báo động nào về biên nhận đang chờ người xem. Chưa có gì được ghi.',
    en: 'No alarm about receipts waits for a person. Nothing was stored.',
  },
  'device.revoked': {
    status: 403,
    recovery: 'needs-person',
    vi: 'Máy này đã bị thu hồi. Phiếu gửi từ máy được giữ lại để người có trách nhiệm xem; hãy liên hệ bưu điện.',
    en: 'The enrolment of this phone was taken back. What it sends is kept for a person; ask the post office.',
  },
  'enrolment.unknown-code': {
    status: 404,
    recovery: 'needs-person',
    vi: 'Mã nhận máy không đúng. Hãy xem lại từng ký tự hoặc xin mã mới.',
    en: 'The enrolment code is wrong. Check it or ask for a new one.',
  },
  'enrolment.expired': {
    status: 410,
    recovery: 'needs-person',
    vi: 'Mã nhận máy đã hết hạn. Hãy xin mã mới ở bưu điện.',
    en: 'The enrolment code has expired. Ask for a new one.',
  },
  'enrolment.used': {
    status: 410,
    recovery: 'needs-person',
    vi: 'Mã nhận máy đã được dùng. Mỗi mã chỉ dùng một lần; hãy xin mã mới.',
    en: 'The enrolment code was used already. Each works once; ask for a new one.',
  },
  'enrolment.other-phone': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Mã này được cấp lại cho một máy khác và vẫn dùng được ở máy đó. Hãy xin bưu điện mã cho đúng máy này.',
    en: 'This code was made for another phone and still works there. Ask the post office for a code for this very phone.',
  },
  'device.unvouched': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Máy này mới chỉ gọi đến, chưa có phiếu nào cho biết thuộc địa bàn nào. Hãy nhập tệp phiếu của máy trước, hoặc nhờ quản trị viên nhận lại.',
    en: 'This phone only called; no form of it tells where it belongs. Import its file first, or ask an administrator to take it in.',
  },
  'enrolment.not-renewal': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Mã này dành cho máy mới. Hãy xin bưu điện mã cấp lại cho đúng máy này; mã vừa nhập vẫn dùng được.',
    en: 'This code is for a new phone. Ask the post office for the code of this very phone; the one entered still works.',
  },
  'enrolment.other-surveyor': {
    status: 403,
    recovery: 'needs-person',
    vi: 'Mã này cấp cho người khác, không phải người đang dùng máy này. Mã chưa bị dùng; hãy xin bưu điện mã cho đúng tên.',
    en: 'This code is for somebody else than the surveyor of this phone. It was not used; ask the post office for one in the right name.',
  },
  'enrolment.too-many-attempts': {
    status: 429,
    recovery: 'later',
    vi: 'Từ mạng này đã có quá nhiều lần nhập sai mã nhận máy. Hãy đợi rồi thử lại.',
    en: 'Too many wrong enrolment codes came from this network. Wait and try again.',
  },
  // Whole batches.
  'batch.unreadable': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Gói phiếu bị hỏng hoặc thiếu phần đầu. Chưa có gì được ghi; phiếu vẫn an toàn trên máy.',
    en: 'The batch is damaged or has no header. Nothing was stored; the forms are safe on the phone.',
  },
  'batch.too-large': {
    status: 413,
    recovery: 'split-batch',
    vi: 'Gói phiếu quá lớn. Chưa có gì được ghi; máy sẽ tự chia nhỏ và gửi lại.',
    en: 'The batch is too large. Nothing was stored; the phone splits it and sends again.',
  },
  'batch.protocol-unknown': {
    status: 400,
    recovery: 'after-update',
    vi: 'Phiên bản giao thức của máy không được máy chủ hiểu. Hãy cập nhật ứng dụng.',
    en: 'The server does not know this protocol version. Update the app.',
  },
  // One line of a batch: kept in quarantine under this code until a person looks.
  'line.unreadable': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Dòng này không đọc được (không phải JSON hợp lệ). Máy chủ đã giữ nguyên văn để người có trách nhiệm xem.',
    en: 'This line cannot be read as JSON. The server keeps it as it came for a person to look at.',
  },
  'line.duplicate-key': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Dòng này có khóa lặp lại nên có thể hiểu theo hai cách; máy chủ giữ nguyên văn để xem lại.',
    en: 'This line repeats a key, so it could be read in two ways; it is kept as it came.',
  },
  'envelope.malformed': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phong bì phiếu thiếu hoặc sai trường bắt buộc; máy chủ giữ nguyên văn để xem lại.',
    en: 'The envelope lacks a field or has one of the wrong type; it is kept as it came.',
  },
  'envelope.hash-mismatch': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Nội dung phiếu không khớp với mã kiểm tra của nó; máy chủ giữ lại để xem.',
    en: 'The content does not match its hash; it is kept for a person.',
  },
  'envelope.wrong-device': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu ghi tên một máy khác với máy gửi gói; máy chủ giữ lại để xem.',
    en: 'The envelope names another phone than its batch; it is kept for a person.',
  },
  'envelope.unknown-device': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu đến từ một máy chưa được nhận; máy chủ giữ lại để xem.',
    en: 'The envelope comes from a phone that was never enrolled; it is kept for a person.',
  },
  'envelope.number-implausible': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Số thứ tự của phiếu lớn đến mức không máy nào có được (trên 100.000); máy chủ giữ nguyên văn để xem lại.',
    en: 'The sequence number is one that no phone reaches (over 100,000); the line is kept as it came for a person.',
  },
  'envelope.version-unsupported': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiên bản phong bì này máy chủ chưa hiểu; phiếu được giữ lại cho đến khi máy chủ cập nhật.',
    en: 'This envelope version is not understood yet; it is kept until the server is updated.',
  },
  'envelope.sealed': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu được niêm phong bằng khóa mà máy chủ không có; phiếu được giữ lại để xem.',
    en: 'The body is sealed to a key that the server does not hold; it is kept for a person.',
  },
  'envelope.bad-text': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu có ký tự không hợp lệ (ký tự NUL hoặc mã Unicode hỏng); máy chủ giữ lại để xem.',
    en: 'The envelope carries NUL or broken Unicode; it is kept for a person.',
  },
  'wave.unknown': {
    status: 404,
    recovery: 'needs-person',
    vi: 'Không có đợt khảo sát này.',
    en: 'There is no such wave.',
  },
  'wave.closed': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Đợt khảo sát đã đóng; phiếu được giữ lại để người có trách nhiệm quyết định.',
    en: 'The wave is closed; the form is kept for a person to decide.',
  },
  'wave.open-gaps': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Chưa đóng được đợt: còn phiếu chưa về hoặc số bị trùng. Hãy chờ máy gửi, hoặc ghi rõ lý do bỏ qua ở từng máy.',
    en: 'The wave cannot be closed: forms have not come or numbers were used twice. Wait for the phones, or write off by name at each phone.',
  },
  'wave.not-open': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Đợt khảo sát này đã đóng rồi.',
    en: 'This wave is closed already.',
  },
  'wave.not-closed': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Đợt khảo sát này đang mở.',
    en: 'This wave is open.',
  },
  'wave.invalid': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Không tạo được đợt khảo sát từ những điều đã khai. Chưa có gì được ghi.',
    en: 'No wave can be made of what was given. Nothing was stored.',
  },
  'wave.exists': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Kho dữ liệu đã có đợt khảo sát này.',
    en: 'The store has this wave already.',
  },
  'instrument.unknown': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Máy chủ không có phiếu hỏi này; phiếu trả lời được giữ lại để xem.',
    en: 'The server does not have this instrument; the form is kept for a person.',
  },
  'instrument.version-unknown': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Máy chủ không có phiên bản phiếu hỏi này; phiếu trả lời được giữ lại để xem.',
    en: 'The server does not have this version of the instrument; the form is kept for a person.',
  },
  'instrument.invalid': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Phiếu hỏi không qua được bước tự kiểm tra.',
    en: 'The instrument fails its self-check.',
  },
  'instrument.breaks-series': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Phiên bản mới làm số liệu trước và sau không so sánh được. Chưa công bố; nếu vẫn muốn, hãy nói rõ là chấp nhận.',
    en: 'The new version makes figures before and after incomparable. Not published; say that you accept it if you mean it.',
  },
  'catalogue.unknown': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Danh mục đơn vị hành chính này không có trên máy chủ; phiếu được giữ lại để xem.',
    en: 'The server does not have this catalogue of units; the form is kept for a person.',
  },
  'unit.unknown': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Mã xã, phường không có trong danh mục của đợt; phiếu được giữ lại để xem.',
    en: 'The commune code is not in the catalogue of the wave; the form is kept for a person.',
  },
  'unit.outside-area': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Xã, phường này ngoài địa bàn được giao cho điều tra viên; phiếu được giữ lại để xem.',
    en: 'The commune lies outside the areas of the surveyor; the form is kept for a person.',
  },
  'unit.village-invalid': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Mã thôn, ấp, khóm trống hoặc quá dài; phiếu được giữ lại để xem.',
    en: 'The village code is empty or too long; the form is kept for a person.',
  },
  'answer.unknown-question': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu có câu trả lời cho một câu không có trong phiếu hỏi; phiếu được giữ lại để xem.',
    en: 'The form answers a question that the instrument does not have; it is kept for a person.',
  },
  'answer.unknown-option': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu có phương án không nằm trong danh sách của câu hỏi; phiếu được giữ lại để xem.',
    en: 'The form carries an option that the question does not have; it is kept for a person.',
  },
  'answer.wrong-type': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu có câu trả lời sai kiểu; phiếu được giữ lại để xem.',
    en: 'The form carries an answer of the wrong type; it is kept for a person.',
  },
  'answer.not-relevant': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu trả lời một câu lẽ ra không được hỏi; phiếu được giữ lại để xem.',
    en: 'The form answers a question that should not have been asked; it is kept for a person.',
  },
  'answer.constraint': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu có câu trả lời không thỏa điều kiện của câu hỏi; phiếu được giữ lại để xem.',
    en: 'The form carries an answer that breaks the constraint of its question; it is kept for a person.',
  },
  'response.incomplete': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu thiếu câu bắt buộc; phiếu được giữ lại để xem.',
    en: 'The form lacks a required answer; it is kept for a person.',
  },
  'response.no-consent': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu không ghi nhận sự đồng ý của người trả lời; phiếu được giữ lại để xem.',
    en: 'The form records no consent of the respondent; it is kept for a person.',
  },
  'response.conflict': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Máy chủ đã có phiếu này với nội dung khác; cả hai được giữ để người có trách nhiệm quyết định.',
    en: 'The server has this form with other content; both are kept for a person to decide.',
  },
  'response.of-other-device': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu gốc do máy khác làm, nên bản sửa hoặc rút này không được tính; được giữ lại để xem.',
    en: 'Another phone made this form, so this correction or withdrawal does not count; it is kept for a person.',
  },
  'allowance.malformed': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Phiếu ký nhận không đúng định dạng; nội dung được giữ lại để xem.',
    en: 'The allowance receipt is malformed; what came is kept for a person.',
  },
  'allowance.conflict': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Máy chủ đã có phiếu ký nhận này với nội dung khác; cả hai được giữ để người có trách nhiệm quyết định.',
    en: 'The server has this allowance receipt with other content; both are kept for a person to decide.',
  },
  'allowance.other-amount': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Số tiền ký nhận khác mức bồi dưỡng của đợt; phiếu ký nhận được giữ lại để xem.',
    en: 'The wave pays another amount, or none; the allowance receipt is kept for a person.',
  },
  'response.fork': {
    status: 200,
    recovery: 'needs-person',
    vi: 'Số thứ tự này của máy đã dùng cho một phiếu khác (máy có thể đã bị sao chép); cả hai được giữ lại để xem.',
    en: 'This sequence number of the phone was used for another form (the phone may have been cloned); both are kept.',
  },
  // Reports.
  'report.unknown-level': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Cấp đơn vị này không có trong đợt khảo sát.',
    en: 'The wave has no such level of units.',
  },
  'report.unknown-group': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Không chia nhóm được theo câu hỏi này.',
    en: 'A report cannot be broken down by this question.',
  },
  'report.unknown-question': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Phiếu hỏi không có câu hỏi lựa chọn này ngoài các tiêu chí hài lòng.',
    en: 'The instrument has no such closed question outside the criteria of satisfaction.',
  },
  'report.sensitive-group': {
    status: 403,
    recovery: 'needs-person',
    vi: 'Câu hỏi nhạy cảm không dùng để chia nhóm.',
    en: 'A sensitive question is not offered as a group.',
  },
  'report.unknown-instrument': {
    status: 400,
    recovery: 'needs-person',
    vi: 'Đợt khảo sát không dùng phiếu hỏi này.',
    en: 'The wave does not use this instrument.',
  },
  'report.series-broken': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Hai đợt dùng hai phiên bản phiếu hỏi cho số liệu không so sánh được với nhau.',
    en: 'The two waves use versions of the instrument whose figures cannot be compared.',
  },
  // Files given to the commands.
  'file.unreadable': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Không đọc được tệp.',
    en: 'The file cannot be read.',
  },
  'file.exists': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Tệp này đã có. Không có gì bị ghi đè; hãy chọn tên khác.',
    en: 'The file exists already. Nothing was overwritten; choose another name.',
  },
  'file.bad-row': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Một dòng của tệp không hợp lệ.',
    en: 'A row of the file is invalid.',
  },
  // Tables given to the commands; the detail names line and column.
  'table.no-column': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Bảng không có cột này.',
    en: 'The table has no such column.',
  },
  'table.repeated-column': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Bảng có hai cột trùng tên này.',
    en: 'Two columns of the table have this name.',
  },
  'table.uneven-row': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số ô của dòng này khác số cột ở dòng tiêu đề; có thể dấu phân cách không thống nhất.',
    en: 'This row has another number of cells than the header; perhaps separators are mixed.',
  },
  'table.bad-quotes': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Dấu ngoặc kép của dòng này không khớp, hoặc dòng dài quá.',
    en: 'The quotes of this row do not fit, or the row is too long.',
  },
  'table.not-a-number': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Ô này phải là một con số. Dấu thập phân là dấu chấm; dấu phẩy chỉ dùng được khi các cột cách nhau bằng dấu chấm phẩy hoặc tab.',
    en: 'This cell must be a number. The decimal sign is a point; a comma only where semicolons or tabs separate the columns.',
  },
  'table.mixed-decimals': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Bảng dùng lẫn dấu phẩy và dấu chấm thập phân; hãy thống nhất một dấu.',
    en: 'The table mixes decimal commas and decimal points; use one of them.',
  },
  'table.not-a-share': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Để tính tỉ lệ, giá trị phải là 0 hoặc 1.',
    en: 'For a proportion the values must be 0 or 1.',
  },
  'table.blank-cell': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Ô này không được để trống.',
    en: 'This cell must not be blank.',
  },
  // Designs and estimates.
  'design.empty': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Bảng không có dòng dữ liệu nào.',
    en: 'The table has no rows.',
  },
  'design.bad-weight': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Quyền số phải là một số không âm.',
    en: 'A weight must be a number not below 0.',
  },
  'design.bad-population': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số đơn vị của tổng thể (fpc) phải là một số dương.',
    en: 'The size of a population (fpc) must be a number above 0.',
  },
  'design.uneven-population': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Một tầng (hoặc cụm) có hai số đơn vị tổng thể (fpc) khác nhau.',
    en: 'One stratum (or cluster) has two different sizes of its population (fpc).',
  },
  'design.population-too-small': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số đơn vị của tổng thể (fpc) nhỏ hơn số đơn vị đã chọn.',
    en: 'The population (fpc) is smaller than the number that was drawn from it.',
  },
  'estimate.no-rows': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Không có dòng nào có giá trị và quyền số để ước lượng.',
    en: 'No row has a value and a weight to estimate from.',
  },
  'estimate.too-few-clusters': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Cần ít nhất hai cụm trong cùng một tầng mới tính được sai số.',
    en: 'At least two clusters in one stratum are needed to know how far off the estimate may be.',
  },
  'estimate.single-cluster': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Có tầng chỉ có một cụm, và cách xử lý đã chọn không cho phép.',
    en: 'A stratum has a single cluster, which the chosen rule does not allow.',
  },
  'estimate.out-of-range': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Kết quả vượt quá phạm vi số mà máy tính được.',
    en: 'The result is beyond the numbers that can be computed with.',
  },
  // Samples: their size, allocation, frame, record and weights.
  'size.population-too-small': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số hộ cần chọn nhiều hơn số hộ hiện có.',
    en: 'More would have to be drawn than there are.',
  },
  'allocation.bad-stratum': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Quy mô hoặc độ lệch chuẩn của tầng không hợp lệ: quy mô là số nguyên từ 0, độ lệch chuẩn là số từ 0.',
    en: 'The size or standard deviation of a stratum does not fit: a whole number from 0, a number from 0.',
  },
  'allocation.repeated-stratum': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Tầng này có hai dòng.',
    en: 'Two rows have this stratum.',
  },
  'allocation.no-deviation': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Phân bổ Neyman cần độ lệch chuẩn của mỗi tầng.',
    en: "Neyman's allocation needs the standard deviation of each stratum.",
  },
  'allocation.minimum-too-large': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số tối thiểu của các tầng cộng lại đã nhiều hơn số cần chọn.',
    en: 'The minima of the strata alone are more than is to be drawn.',
  },
  'allocation.population-too-small': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Các tầng không có đủ đơn vị để chọn.',
    en: 'The strata do not hold as many units as are to be drawn.',
  },
  'frame.bad-count': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số hộ của thôn phải là số nguyên từ 1 đến 1.000.000.',
    en: 'The households of a village must be a whole number from 1 to 1,000,000.',
  },
  'frame.repeated-village': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Thôn này có hai dòng trong cùng một xã.',
    en: 'Two rows of one commune have this village.',
  },
  'record.bad-answer': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Ô này phải là 1 (có trả lời), 0 (không trả lời) hoặc để trống (không hỏi).',
    en: 'This cell must be 1 (answered), 0 (did not answer) or blank (was not asked).',
  },
  'record.bad-probability': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Xác suất chọn thôn phải lớn hơn 0 và không quá 1.',
    en: 'The chance of a village must be above 0 and at most 1.',
  },
  'record.bad-count': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số hộ của thôn và của xã phải là số nguyên từ 1.',
    en: 'The households of village and commune must be whole numbers from 1.',
  },
  'record.uneven-village': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Một thôn có hai số hộ hoặc hai xác suất khác nhau.',
    en: 'One village has two numbers of households or two chances.',
  },
  'record.uneven-commune': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Một xã có hai số hộ khác nhau.',
    en: 'One commune has two numbers of households.',
  },
  'record.repeated-household': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Hộ này có hai dòng.',
    en: 'Two rows have this household.',
  },
  'record.more-than-households': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số hộ đã hỏi nhiều hơn số hộ của thôn.',
    en: 'More households were asked than the village has.',
  },
  'record.silent-commune': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Không hộ nào của xã này trả lời nên không có gì để gán quyền số. Hãy bỏ xã này khỏi bảng nếu báo cáo không tính xã này.',
    en: 'Nobody answered in this commune, so nothing can carry its weight. Take it out of the table if the report leaves it out.',
  },
  'trim.cap-too-low': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Mức trần quyền số quá thấp: phần bị cắt không chia hết được cho các phiếu còn lại của xã.',
    en: 'The cap is too low: what is cut off finds no room in the other weights of the commune.',
  },
  'shares.bad-total': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Số người của ô phải là một số từ 0, và mỗi cột phải có ít nhất một ô lớn hơn 0.',
    en: 'The people of a cell must be a number from 0, and each column needs one above 0.',
  },
  'shares.repeated-cell': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Ô này có hai dòng.',
    en: 'Two rows have this cell.',
  },
  'calibration.unknown-cell': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Giá trị này không có trong bảng số người đã biết.',
    en: 'The table of known people does not have this value.',
  },
  'calibration.empty-cell': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Không phiếu nào thuộc ô này để đại diện cho số người đã biết; hãy gộp với ô khác.',
    en: 'No response lies in this cell to stand for its people; join it with another one.',
  },
  'calibration.uneven-totals': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Các tổng đã biết không khớp với nhau.',
    en: 'The known totals do not fit together.',
  },
  'calibration.not-settled': {
    status: 422,
    recovery: 'needs-person',
    vi: 'Không tìm được quyền số khớp với mọi tổng đã biết; hãy gộp các ô ít phiếu.',
    en: 'No weights were found that fit all known totals; join cells with few responses.',
  },
  // The store and the machine.
  'store.not-empty': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Kho dữ liệu không trống; thao tác này chỉ làm trên kho trống.',
    en: 'The store is not empty; this is done only on an empty one.',
  },
  'store.empty': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Kho dữ liệu chưa có gì; hãy tạo đợt khảo sát hoặc nạp dữ liệu mẫu trước.',
    en: 'The store is empty; create a wave or load the demonstration first.',
  },
  'store.full': {
    status: 507,
    recovery: 'later',
    vi: 'Đĩa của máy chủ đã đầy. Phiếu vẫn an toàn trên máy và sẽ được gửi lại.',
    en: 'The disk of the server is full. The forms are safe on the phone and will be sent again.',
  },
  'import.no-room': {
    status: 507,
    recovery: 'needs-person',
    vi: 'Đĩa của máy chủ đã đầy nên tệp chưa được nhập hết. Giữ tệp này lại; khi đĩa có chỗ, hãy nhập lại đúng tệp đó: dòng đã nhận không bị tính hai lần. Số kèm theo là số dòng đã xem trước đó.',
    en: 'The disk of the server is full, so the file was not taken in whole. Keep this file and import it again when there is room: lines that were taken do not count twice. The number beside it is how many lines were seen to before.',
  },
  'store.locked': {
    status: 409,
    recovery: 'later',
    vi: 'Một máy chủ khác đang chạy trên thư mục dữ liệu này. Hãy dừng máy chủ đó trước; chưa có gì bị thay đổi.',
    en: 'Another server runs on this data folder. Stop it first; nothing was changed.',
  },
  'server.port-taken': {
    status: 409,
    recovery: 'needs-person',
    vi: 'Cổng này đã có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác bằng --port hoặc SIPAS_PORT; chưa nạp gì vào kho dữ liệu.',
    en: 'Another program uses this port. Stop it, or choose another port by --port or SIPAS_PORT; nothing was loaded into the store.',
  },
  'backup.failed': {
    status: 500,
    recovery: 'later',
    vi: 'Không sao lưu được. Dữ liệu đang chạy không bị ảnh hưởng; hãy xem nơi lưu bản sao rồi làm lại.',
    en: 'No backup was made. The running store is not affected; look at the place for backups and try again.',
  },
  'store.newer': {
    status: 409,
    recovery: 'after-update',
    vi: 'Kho dữ liệu đã được một phiên bản mới hơn nâng cấp. Hãy cài phiên bản mới; chưa có gì bị thay đổi.',
    en: 'A newer version has upgraded this store. Install the newer version; nothing was changed.',
  },
  'store.damaged': {
    status: 500,
    recovery: 'later',
    vi: 'Tệp dữ liệu của máy chủ bị hỏng nên không được mở. Phiếu vẫn an toàn trên máy; người vận hành hãy khôi phục từ bản sao lưu (docs/operations.md).',
    en: 'The data file of the server is damaged and is not opened. The forms are safe on the phones; the operator restores a backup (docs/operations.md).',
  },
  'store.unusable': {
    status: 500,
    recovery: 'later',
    vi: 'Không mở được kho dữ liệu trong thư mục này; chưa có gì bị thay đổi. Hãy xem SIPAS_DATA_DIR (hoặc --data) có đúng thư mục không, ổ đĩa đã gắn chưa, và tài khoản chạy máy chủ có quyền đọc và ghi ở đó không.',
    en: 'The store in this folder cannot be opened; nothing was changed. Check that SIPAS_DATA_DIR (or --data) names the right folder, that its disk is mounted, and that the account which runs the server may read and write there.',
  },
  'store.differs': {
    status: 500,
    recovery: 'needs-person',
    vi: 'Số đếm không khớp với phiếu gốc.',
    en: 'The counts do not agree with the raw responses.',
  },
  'store.fuller-backup': {
    status: 500,
    recovery: 'needs-person',
    vi: 'Có bản sao giữ phiếu mà kho này không có; có thể đã khôi phục nhầm bản cũ. Đừng xóa gì.',
    en: 'A backup holds forms that this store lacks; perhaps an older one was restored by mistake. Delete nothing.',
  },
  'server.busy': {
    status: 503,
    recovery: 'later',
    vi: 'Máy chủ đang bận. Máy sẽ tự gửi lại.',
    en: 'The server is busy. The phone will send again.',
  },
  'server.internal': {
    status: 500,
    recovery: 'later',
    vi: 'Máy chủ gặp lỗi. Không có gì bị mất; hãy thử lại sau và báo mã yêu cầu nếu lỗi lặp lại.',
    en: 'The server failed. Nothing is lost; try again later and report the request id if it persists.',
  },
} as const satisfies Record<string, ProblemKind>;

/** The stable name of one problem. */
export type ProblemCode = keyof typeof problemCatalogue;

/** Answers: is this text a code of the catalogue? */
export const isProblemCode = (text: unknown): text is ProblemCode =>
  typeof text === 'string' && Object.hasOwn(problemCatalogue, text);

/** Answers: what is known of a problem: status, recovery and both texts. */
export const problemKind = (code: ProblemCode): ProblemKind => problemCatalogue[code];
