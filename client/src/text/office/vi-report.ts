/** Words around the report of a wave, in Vietnamese; the report itself is written by the server. */
export const reportWords = {
  tab: 'Báo cáo',
  lead: 'Báo cáo của đợt, viết ra từ chính các bảng đã công bố. In hoặc lưu PDF từ trình duyệt, hoặc tải tệp Word.',
  print: 'In hoặc lưu PDF',
  docx: 'Tải tệp Word',
  before: 'So với đợt',
  noBefore: 'không có đợt trước',
  level: 'Cấp nêu đầy đủ',
  contents: 'Mục lục',
  document: 'Bản báo cáo',
};
