/** The words of the PIN: the lock has them alone, so that a phone reads no others before its first question. */
export const viPin = {
  choose: 'Đặt mã PIN',
  chooseWhy: (name: string) =>
    `Chào ${name}. Mã PIN gồm 6 chữ số, để chỉ mình ông/bà mở được phiếu trên máy này. Hãy nhớ kỹ: bưu điện không biết mã PIN.`,
  pin: 'Mã PIN (6 chữ số)',
  again: 'Nhập lại mã PIN',
  short: 'Mã PIN phải có đủ 6 chữ số.',
  weak: 'Mã PIN này quá dễ đoán (như 123456 hoặc 000000). Hãy chọn mã khác.',
  differs: 'Hai lần nhập không giống nhau. Hãy nhập lại.',
  save: 'Đặt mã PIN',
  unlock: 'Mở khóa',
  unlockWhy: 'Nhập mã PIN để mở. Phiếu trên máy vẫn an toàn.',
  wrong: (left: number) => `Mã PIN không đúng. Còn ${String(left)} lần thử trước khi phải đợi.`,
  wait: (seconds: number) =>
    `Đã nhập sai nhiều lần. Hãy đợi ${String(seconds)} giây rồi thử lại. Phiếu vẫn an toàn.`,
  checking: 'Đang kiểm tra…',
  forgotten: 'Quên mã PIN?',
};
