/** Words around the file on the impact of processing, in Vietnamese; the file itself is written by the server. */
export const impactWords = {
  lead: 'Viết ra từ chính sổ trường dữ liệu, bảng phân quyền, danh sách khóa và lần xóa gần nhất. In hoặc lưu PDF, điền phần của cơ quan rồi nộp.',
  print: 'In hoặc lưu PDF',
  document: 'Hồ sơ đánh giá tác động',
};
