/** Excel with Vietnamese settings. */
export const excelMarks = [
  ['decimal', 'comma'],
  ['separator', 'semicolon'],
  ['bom', '1'],
];
