import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Told, compared, complaint, readText, rowsOf, run, sipas } from './tools.ts';

const words: Readonly<Record<string, string>> = {
  insufficient: 'không đủ mẫu',
  suppressed: 'được ẩn',
};
const levelByLabel: Readonly<Record<string, string>> = {
  'Tỉnh, thành phố': 'province',
  'Huyện cũ': 'district',
  'Xã, phường, thị trấn': 'commune',
};
/** Every sheet into a file of its own, figures as they are kept. */
const everySheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** Answers: does LibreOffice find in the workbook what the CSV of scores says? */
export function checkWorkbook(folder: string): readonly Told[] {
  const book = join(folder, 'book.xlsx');
  sipas(folder, ['export', 'workbook', '--out', book]);
  const sheets = join(folder, 'sheets');
  mkdirSync(sheets);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  run('soffice', ['--headless', profile, '--convert-to', everySheet, '--outdir', sheets, book]);
  const files = readdirSync(sheets);
  const errors = files.filter((file) =>
    /Err:\d|#(N\/A|REF|NAME|VALUE|DIV)/.test(readText(join(sheets, file))),
  );
  return [
    ...errors.map((file) => complaint(`${file} has a cell that is an error`)),
    ...(files.length < 8 ? [complaint(`only ${String(files.length)} sheets`)] : []),
    ...compareFigures(folder, tableOf(readText(join(sheets, 'book-Số liệu.csv')))),
  ];
}

/** Without the lines above the table. */
const tableOf = (csv: string) => rowsOf(csv.slice(csv.indexOf('Cấp,')));

function compareFigures(
  folder: string,
  shown: readonly Readonly<Record<string, string>>[],
): readonly Told[] {
  const ours = new Map<string, Readonly<Record<string, string>>>();
  for (const level of ['province', 'district', 'commune'])
    for (const by of ['overall', 'block', 'factor', 'criterion'])
      for (const row of rowsOf(sipas(folder, ['export', 'scores', '--level', level, '--by', by])))
        ours.set([level, row['unit_code'], by, row['code']].join(' '), row);
  const kinds: Readonly<Record<string, string>> = {
    Chung: 'overall',
    Khối: 'block',
    'Yếu tố': 'factor',
    'Tiêu chí': 'criterion',
  };
  const told: Told[] = [];
  let equal = 0;
  for (const row of shown) {
    const level = levelByLabel[row['Cấp'] ?? ''] ?? 'district';
    const key = [level, row['Mã đơn vị'], kinds[row['Loại'] ?? ''], row['Mã']].join(' ');
    const own = ours.get(key);
    ours.delete(key);
    for (const [column, name] of columns) {
      const expected = own?.[name] ?? '';
      const found = row[column] ?? '';
      const word = words[own?.['status'] ?? ''] ?? '–';
      const same = expected === '' ? found === word : Number(found) === Number(expected);
      if (own !== undefined && same) equal += 1;
      else told.push(complaint(`${key} ${column}: ours ${expected || word}, LibreOffice ${found}`));
    }
  }
  if (ours.size > 0) told.push(complaint(`${String(ours.size)} figures are not in the workbook`));
  return [compared(`workbook: ${String(equal)} cells equal to the CSV`), ...told];
}

const columns = [
  ['Chỉ số, %', 'percent'],
  ['Cận dưới', 'interval_low'],
  ['Cận trên', 'interval_high'],
  ['n', 'n_valid'],
  ['Số câu hài lòng', 'numerator'],
  ['Số câu hợp lệ', 'denominator'],
  ['Hạng', 'rank'],
] as const;
