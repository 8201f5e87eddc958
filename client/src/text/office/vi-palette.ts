/** Words of the list that leads anywhere, in Vietnamese. */
export const paletteWords = {
  open: 'Đi tới…',
  title: 'Đi tới',
  search: 'Tìm màn hình, kết quả, đợt, xã, phường',
  hint: 'Gõ không dấu cũng được. ↑ ↓ để chọn, Enter để đi, Esc để đóng.',
  places: 'Nơi đi tới',
  kinds: { screen: 'Màn hình', view: 'Kết quả', wave: 'Đợt khảo sát', unit: 'Tổng quan' },
  none: (search: string) => `Không thấy nơi nào tên “${search}”.`,
  more: (count: string) => `Còn ${count} nơi nữa: gõ thêm để thu hẹp.`,
  unitsFailed: 'Chưa tải được tên các xã, phường.',
};
