import { describe, expect, it } from 'vitest';
import { sheetSvg, textAt } from './sheet.ts';

const sheet = {
  title: 'Chỉ số chung · Xã, phường',
  lines: ['Đợt "thử" <2026>', 'Dưới 30 phiếu: không đủ mẫu'],
  width: 400,
  body: { height: 100, markup: textAt('Xã Cái Nhum', { x: 0, y: 20 }) },
  legend: [{ paint: 'url(#insufficient)', text: 'không đủ mẫu: 3' }],
};

describe('a picture as a file', () => {
  it('says what it is, of which wave, and what its hatching means [G-07]', () => {
    const svg = sheetSvg(sheet);

    for (const text of [sheet.title, 'Xã Cái Nhum', 'không đủ mẫu: 3'])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).toContain('Đợt &quot;thử&quot; &lt;2026&gt;');
    expect(svg).toContain('<pattern id="insufficient"');
  });

  it('stands alone: no style sheet, no class, no address but the name of its language [G-07]', () => {
    const svg = sheetSvg(sheet);

    expect(svg).not.toMatch(/<style|class=|style=|href=|@import/);
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(svg).toContain("font-family=\"'Be Vietnam Pro'");
  });

  it('breaks a long line and grows by it [G-07]', () => {
    const long = 'một câu rất dài '.repeat(12).trim();

    const heightOf = (svg: string) => Number(/ height="([\d.]+)" font/.exec(svg)?.[1]);
    const [short, tall] = [sheetSvg(sheet), sheetSvg({ ...sheet, lines: [...sheet.lines, long] })];
    // 191 letters in lines of (400 − 48) / 7 = 50: four lines of 19.
    expect(heightOf(tall) - heightOf(short)).toBe(4 * 19);
  });
});
