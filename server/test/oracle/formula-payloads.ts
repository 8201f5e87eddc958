import type { Dice } from '../../src/demo/dice.ts';

/** What a spreadsheet may drop, skip or unfold before it looks whether a formula begins. */
const leads = [
  ...['', '', '', ' ', '   ', '\t', '\r', '\n', '\r\n', '\u0000', '\u000B', '\u000C', '\u001F'],
  ...['\u00A0', '\u200B', '\uFEFF', '\u3000', '\u2060', '\u202E', '"', "'", '""', ';', ',', '\\'],
];
const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '==', '=+', '+-', '-=', '@=', '|', '%'];
const bodies = [
  "cmd|' /C calc'!A0",
  "MSEXCEL|'\\..\\..\\Windows\\System32\\cmd.exe /c calc'!A1",
  'HYPERLINK("http://127.0.0.1/?a="&A1;"x")',
  'HYPERLINK("http://127.0.0.1/?a="&A1,"x")',
  'WEBSERVICE("http://127.0.0.1/")',
  'IMPORTXML("http://127.0.0.1/","//a")',
  'DDE("cmd";"/C calc";"x")',
  'DDE("soffice","/etc/passwd","A1")',
  "'file:///etc/passwd'#$passwd.A1",
  'SUM(1;2)',
  'SUM(1,2)',
  'SUM(A1:A9)*cmd|x!A0',
  'A1',
  '1+1',
  '2+5+cmd',
  '-1+1',
  'INDIRECT("A1")',
  '{1;2}',
  '"a"&"b"',
  'IF(TRUE;1;0)',
  'NOW()',
  'RAND()',
  '(1)',
  'TRUE()',
];
const tails = [
  '',
  '',
  ' ',
  '"',
  '""',
  "'",
  ';',
  ',',
  '\n=1+1',
  '\r\n=1+1',
  ',=1+1',
  '";=1+1',
  '","=1+1',
];

/** Answers: so many texts that try to become formulas, each other than the rest of it allows. */
export const formulaPayloads = (count: number, dice: Dice): readonly string[] =>
  Array.from({ length: count }, () => {
    const lead = Array.from({ length: dice.between(0, 2) }, () => pick(dice, leads)).join('');
    return `${lead}${pick(dice, signs)}${pick(dice, bodies)}${pick(dice, tails)}`;
  });

const pick = (dice: Dice, from: readonly string[]): string => dice.pick(from as [string]);
