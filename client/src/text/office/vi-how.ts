/** Words of what stands under every figure: how it was computed, and how it is made again; in Vietnamese. */
export const howWords = {
  division: (figure: string, part: string, whole: string, percent: string) =>
    `Với số của bảng này: ${figure}: ${part} ÷ ${whole} = ${percent}.`,
  fiveAnswers: (bound: string) =>
    `Mỗi đoạn là số người chọn mức đó ÷ số người trả lời hợp lệ (n). Mức có dưới ${bound} người chọn được ẩn, cùng với mức có thể trừ ngược ra nó từ n hoặc từ chỉ số; các mức được ẩn là một đoạn.`,
  parts: 'Chỉ số này được tổng hợp từ các chỉ số tiêu chí:',
  seeParts: 'xem từng tiêu chí',
  methodPage: 'Mọi công thức, với ví dụ tính bằng tay (mở trang mới)',
  methodAnchor: 'tieng-viet',
  method: 'Tóm tắt cho đợt này:',
  methodLink: 'chương Phương pháp của báo cáo',
  excluded: 'Phiếu bị loại và hộ từ chối được đếm riêng:',
  excludedLink: 'xem Tiến độ',
  command: 'Lệnh làm lại bảng này cho toàn đợt, trên máy chủ:',
  criteriaCommand: 'Lệnh làm lại các chỉ số mà bảng này tính từ đó, trên máy chủ:',
  themes: {
    count:
      'Số của một chủ đề là số ý kiến nói đến chủ đề đó: theo người gán sau cùng; ý kiến chưa có người gán thì theo từ khóa. Các chủ đề không cộng lại thành tổng.',
    base: (bound: string) => `Đơn vị có dưới ${bound} phiếu không có số nào.`,
    cell: (bound: string) =>
      `Số từ 1 đến dưới ${bound} ghi “được ẩn”, cùng với số có thể trừ ngược ra nó ở mọi cấp. 0 được nêu: không ai nói đến.`,
    frozen: (lot: string) =>
      `Đợt đã chốt số liệu: các ý kiến được đếm không đổi nữa, kể cả khi phiếu được sửa hay rút lại. Ý kiến gán lại sau đó chỉ đổi số khi đủ ${lot} ý kiến của cùng một câu hỏi và xã, phường.`,
    set: 'Một bộ chủ đề dùng cho mọi phiếu; mỗi phiếu đếm riêng, vì số người được hỏi khác nhau.',
  },
};
