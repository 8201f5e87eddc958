/** Words of a figure over the waves, in Vietnamese. */
export const trendWords = {
  tab: 'Xu hướng',
  lead: 'Một chỉ số của một đơn vị qua các đợt, bên cạnh số đã công bố; chỗ nào không so sánh được thì không nối.',
  measure: 'Chỉ số',
  title: (figure: string, unit: string) => `${figure} · ${unit} · qua các đợt`,
  pictureOf: (title: string) => `Biểu đồ: ${title}. Bảng bên dưới có cùng số liệu.`,
  announced: 'công bố',
  reform: (day: string) => `${day}: đơn vị hành chính mới`,
  start: (percent: string) => `Trục đứng bắt đầu từ ${percent}\u00a0%, không phải từ 0.`,
  legend: 'Chú giải',
  own: (unit: string) => `Khảo sát này, ${unit} (chấm đặc; nét đứt: có số gần đúng)`,
  ofArea: 'Công bố, tỉnh (chấm tròn rỗng)',
  ofCountry: 'Công bố, cả nước (ô vuông rỗng)',
  whisker: 'Vạch đứng: khoảng tin cậy 95\u00a0%',
  breakNote: (day: string) =>
    `Vạch đứt ${day}: từ ngày này đơn vị hành chính khác trước, hai bên không cùng địa bàn`,
  one: 'Mới có một đợt dùng bộ phiếu này, nên chưa có xu hướng. Khi có đợt thứ hai, điểm của đợt đó hiện ở đây.',
  oneBesideAnnounced:
    'Mới có một đợt dùng bộ phiếu này, nên chưa có xu hướng; bên cạnh chỉ có số đã công bố của các năm trước, để tham khảo.',
  when: 'Đợt hoặc năm',
  unit: 'Đơn vị, danh mục ngày',
  figure: 'Chỉ số',
  interval: 'Khoảng tin cậy 95\u00a0%',
  valid: 'n',
  source: 'Nguồn',
  sources: (list: string) => `Nguồn số công bố: ${list}`,
  links: {
    'other-units': 'không nối: đơn vị khi đó khác đơn vị nay',
    'other-form': 'không nối: bộ phiếu khi đó không so sánh được',
  },
  howTitle: 'Xu hướng được tính thế nào',
  howOwn:
    'Số của đợt đang mở là số ở bảng chỉ số. Số của đợt khác là số ở màn hình So sánh với đợt này; không có phép tính nào khác, nên số bị ẩn ở đó cũng bị ẩn ở đây.',
  howUnits: (day: string, overlap: string) =>
    `Mỗi đợt được đặt trên đơn vị của danh mục ngày ${day}. Xã bị chia được chia theo số hộ và ghi “gần đúng”. Đơn vị có dưới ${overlap}\u00a0% số hộ ở nơi đợt ấy khảo sát thì giữ số theo đơn vị của đợt ấy, không nối.`,
  howJoined:
    'Hai đợt liền nhau được nối khi cả hai so sánh được với đợt đang mở: cùng bộ phiếu, cùng cách tính, cùng đơn vị. Đường nối không phải là thay đổi có ý nghĩa: xem màn hình So sánh.',
  howAnnounced:
    'Số công bố do nơi khác tính, với mẫu và phương pháp của họ: không nối, không cộng chung với số của đợt.',
};
