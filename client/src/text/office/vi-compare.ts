/** Words of waves beside each other and beside what was announced, in Vietnamese. */
export const compareWords = {
  tab: 'So sánh',
  lead: 'Mỗi đơn vị thay đổi thế nào từ đợt trước đến đợt này, và thay đổi đó có rõ hay không.',
  before: 'So với đợt',
  onlyOne:
    'Chưa có đợt nào khác dùng cùng bộ phiếu để so sánh. Khi có đợt thứ hai, bảng thay đổi hiện ở đây.',
  caption: (kind: string, before: string, after: string) => `${kind} · ${before} → ${after}`,
  change: 'Thay đổi',
  steps: 'Bậc',
  verdict: 'Kết luận',
  points: (points: string) => `${points} điểm\u00a0%`,
  pointsBetween: (low: string, high: string) => `khoảng tin cậy 95\u00a0%: ${low} đến ${high}`,
  climbed: (steps: string) => `tăng ${steps} bậc`,
  fell: (steps: string) => `giảm ${steps} bậc`,
  sameRank: 'giữ hạng',
  rankedAt: (rank: string) => `hạng ${rank}`,
  rise: 'tăng có ý nghĩa',
  drop: 'giảm có ý nghĩa',
  unclear: 'chưa rõ tăng hay giảm',
  same: 'không đổi',
  untold: 'chưa tính được khoảng tin cậy',
  standings: {
    exact: 'đúng',
    approximate: 'gần đúng',
    'not-enough-base': 'không đủ mẫu',
    suppressed: 'được ẩn',
    'not-comparable': 'không so sánh được',
  },
  unplaced: (count: string) => `${count} phiếu không rõ thuộc đơn vị nào của danh mục này.`,
  howTitle: 'Thay đổi được tính thế nào',
  howChange:
    'Thay đổi = chỉ số đợt này − chỉ số đợt trước, trên số đã làm tròn. Bậc = hạng trước − hạng nay, chỉ giữa các đơn vị có chỉ số ở cả hai đợt.',
  howClear:
    '“Có ý nghĩa” chỉ khi khoảng tin cậy 95\u00a0% của thay đổi không chứa 0; nếu chứa 0 thì bốc mẫu ấp khác đi cũng có thể cho thay đổi như vậy.',
  howBorrowed:
    '“Ước theo cả đợt”: mức khác nhau giữa các ấp của đơn vị sẽ làm lộ câu trả lời ở một ấp rất ít phiếu, nên khoảng tin cậy lấy mức khác nhau giữa các ấp của cả đợt; khoảng của thay đổi cũng tính từ đó.',
  howUnits: (day: string, overlap: string) =>
    `Cả hai đợt được đặt trên đơn vị của danh mục ngày ${day}. Xã bị chia được chia theo số hộ và ghi “gần đúng”; đơn vị có dưới ${overlap}\u00a0% số hộ ở nơi đã khảo sát ghi “không so sánh được”.`,
  csv: 'Tải CSV',
  what: 'So sánh',
  modes: {
    waves: 'Hai đợt',
    units: 'Hai đơn vị',
    rest: 'Một đơn vị và phần còn lại',
  },
  pair: {
    lead: 'Hai đơn vị của một đợt, hoặc một đơn vị và phần còn lại: chỗ nào khác nhau, và khác đó có rõ hay không.',
    unit: 'Đơn vị',
    other: 'So với đơn vị',
    of: 'Phần còn lại của',
    restOf: (whole: string) => `phần còn lại của ${whole}`,
    caption: (first: string, second: string) => `${first} so với ${second}`,
    content: 'Nội dung',
    difference: 'Chênh lệch',
    sentence: (first: string, second: string, verdict: string) =>
      `Chỉ số chung của ${first} so với ${second}: ${verdict}.`,
    rise: 'cao hơn rõ',
    drop: 'thấp hơn rõ',
    unclear: 'chưa thấy khác',
    same: 'bằng nhau',
    untold: 'chưa tính được khoảng tin cậy',
    none: 'không so sánh được',
    tooFew: 'Cấp này không có hai đơn vị để so sánh. Hãy chọn cấp khác.',
    howTitle: 'Chênh lệch được tính thế nào',
    howDifference:
      'Chênh lệch = đơn vị thứ nhất − vế thứ hai, bằng điểm\u00a0%, trên số đã làm tròn.',
    howRest:
      'Phần còn lại = số câu trả lời của đơn vị lớn trừ số của đơn vị, theo từng tiêu chí rồi tổng hợp lại. Có tiêu chí không được công bố, hoặc còn lại quá ít phiếu, thì không có chỉ số.',
    howClear:
      '“Cao hơn rõ”, “thấp hơn rõ” chỉ khi khoảng tin cậy 95\u00a0% của chênh lệch không chứa 0. “Chưa thấy khác” không có nghĩa là bằng nhau: mẫu chưa đủ để thấy.',
    howMany:
      'So nhiều tiêu chí cùng lúc thì cứ khoảng 20 tiêu chí có một tiêu chí “rõ” chỉ do ngẫu nhiên: hãy xem chỉ số chung và yếu tố trước.',
    howGate:
      'Chỉ dùng số đã công bố của đợt: vế nào không đủ mẫu hoặc được ẩn thì không so sánh được.',
  },
};

export const overviewWords = {
  tab: 'Tổng quan',
  lead: 'Một đơn vị: chỉ số, hạng, thay đổi, điểm mạnh và điểm yếu, bên cạnh số đã công bố.',
  unit: 'Đơn vị',
  unknownUnit: (code: string) =>
    `Không có đơn vị “${code}” ở cấp này, hoặc đơn vị nằm ngoài địa bàn của bạn. Hãy chọn đơn vị trong danh sách.`,
  index: 'Chỉ số chung',
  place: 'Hạng',
  placeOf: (rank: string, among: string) => `${rank}/${among}`,
  noPlace: 'không xếp hạng',
  onlyUnit: 'đơn vị duy nhất ở cấp này',
  amongRanked: (level: string) => `trong các đơn vị đủ mẫu: ${level}`,
  sinceBefore: (wave: string) => `So với ${wave}`,
  noBefore: 'Chưa có đợt trước cùng bộ phiếu.',
  parts: 'Các khối và yếu tố',
  strongest: 'Ba tiêu chí cao nhất',
  weakest: 'Ba tiêu chí thấp nhất',
  noCriteria: 'Chưa có tiêu chí nào đủ mẫu ở đơn vị này.',
  trend: 'Theo thời gian, bên cạnh số đã công bố',
  trendHelp:
    'Dòng “công bố” là số do nơi khác công bố, phương pháp và mẫu của họ không nằm trong hệ thống này; chỉ để tham khảo, không cộng chung với số của đợt.',
  toTrend: 'Xem biểu đồ, mọi tiêu chí và đơn vị ở “Xu hướng”.',
  series: 'Nơi và năm',
  figure: 'Chỉ số',
  source: 'Nguồn',
  announced: 'công bố',
  ours: 'khảo sát này',
  highest: (area: string) => `${area}, tỉnh cao nhất`,
  lowest: (area: string) => `${area}, tỉnh thấp nhất`,
  rankedAmong: (rank: string, count: string) => `hạng ${rank}/${count}`,
  noAnnounced: 'Bộ phiếu này chưa có số công bố để đặt bên cạnh.',
  others: 'Các chỉ số khác, để tham khảo',
  othersHelp:
    'PAR INDEX (0–100\u00a0%) chấm điểm cải cách hành chính, một phần tính từ SIPAS; PAPI (8–80 điểm) hỏi người dân về tám nội dung quản trị. Thang điểm và cách hỏi khác với chỉ số ở trên: không cộng, trừ hay xếp hạng chung.',
  indexNames: { 'par-index': 'PAR INDEX', papi: 'PAPI' },
  otherValue: 'Giá trị',
  papiPoints: (points: string) => `${points} điểm`,
};
