import { expect, test } from 'vitest';
import { microdataPrograms } from '../../src/exports/microdata-files.ts';
import { zipBytes } from '../../src/exports/zip-file.ts';
import { readZip } from './read-workbook.ts';

const content = {
  wave: { id: 'w', name: 'Đợt "một"\n2.' },
  instrument: { id: 'small', version: 'abc', title: "Phiếu O'Hara." },
  least: 10,
  variables: [
    {
      name: 'sex',
      label: 'Giới tính\ncủa "Ông"/\\Bà',
      values: [
        { code: 1, label: 'Nam' },
        { code: 2, label: "Nữ '2'" },
      ],
      valueOf: () => 1,
    },
  ],
  rows: ['1', '2'],
  missing: [{ code: -1, label: 'Không được hỏi' }],
};

test('R reads the rows as factors with the words of the form [X-77]', () => {
  expect(microdataPrograms(content, 'responses.csv').r).toBe(
    [
      '# Đợt "một" 2. (w)',
      "# Phiếu O'Hara. (small, abc)",
      '# n = 2; k = 10',
      'd <- read.csv("responses.csv", na.strings = "", check.names = FALSE, fileEncoding = "UTF-8")',
      `d[["sex"]] <- factor(d[["sex"]], levels = c(-1, 1, 2), labels = c("Không được hỏi", "Nam", "Nữ '2'"))`,
      'attr(d[["sex"]], "label") <- "Giới tính của \\"Ông\\"/\\\\Bà"',
      '',
    ].join('\n'),
  );
});

test('SPSS reads numbers with labels, and takes kinds of missing as missing [X-77]', () => {
  expect(microdataPrograms(content, 'responses.csv').spss).toBe(
    [
      '* Đợt "một" 2. (w).',
      "* Phiếu O'Hara. (small, abc).",
      '* n = 2; k = 10.',
      `GET DATA /TYPE=TXT /FILE='responses.csv' /ENCODING='UTF8' /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2 /VARIABLES=`,
      '  sex F4.0',
      '.',
      `VARIABLE LABELS sex 'Giới tính của "Ông"/\\Bà'.`,
      'VALUE LABELS sex',
      "  -1 'Không được hỏi'",
      "  1 'Nam'",
      "  2 'Nữ ''2'''.",
      'MISSING VALUES sex (-4 THRU -1).',
      'EXECUTE.',
      '',
    ].join('\n'),
  );
});

test('an archive holds its files as they were, and is the same bytes each time [X-77]', () => {
  const files = [
    { name: 'responses.csv', bytes: Buffer.from('sex\n1\n'.repeat(1000)) },
    { name: 'Đọc.R', bytes: Buffer.alloc(0) },
  ];

  const read = readZip(zipBytes(files));

  expect([...read].map(([name, bytes]) => [name, bytes.toString('utf8')])).toEqual([
    ['responses.csv', 'sex\n1\n'.repeat(1000)],
    ['Đọc.R', ''],
  ]);
  expect(zipBytes(files).equals(zipBytes(files))).toBe(true);
});
