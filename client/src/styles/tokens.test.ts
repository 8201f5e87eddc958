import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const light = colours(css.slice(0, css.indexOf('@media')));
const paper = { ...light, ...colours(block('@media print')) };
const dark = { ...light, ...colours(block('@media (prefers-color-scheme: dark)')) };

const grounds = ['ground', 'surface'] as const;
const meanings = ['accent', 'good', 'warn', 'bad'] as const;

describe.each([
  ['light', light],
  ['dark', dark],
  ['on paper', paper],
])('the colours of the product, %s', (_name, palette) => {
  it.each([...grounds, 'sunken', ...meanings.map((meaning) => `${meaning}-soft`)])(
    'write text on %s at 7 : 1 or more',
    (ground) => {
      expect(contrast(palette, 'ink', ground)).toBeGreaterThanOrEqual(7);
    },
  );

  it.each([...grounds, 'sunken'])('write secondary text on %s at 4.5 : 1 or more', (ground) => {
    expect(contrast(palette, 'ink-soft', ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(meanings)('write %s at 4.5 : 1, and its strong twin at 7 : 1', (meaning) => {
    for (const ground of [...grounds, `${meaning}-soft`]) {
      expect(contrast(palette, meaning, ground)).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of grounds) {
      expect(contrast(palette, `${meaning}-strong`, ground)).toBeGreaterThanOrEqual(7);
    }
  });

  it('write on the accent and on a danger button at 4.5 : 1 or more', () => {
    expect(contrast(palette, 'on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette, 'on-accent', 'accent-strong')).toBeGreaterThanOrEqual(7);
    expect(contrast(palette, 'on-bad', 'bad')).toBeGreaterThanOrEqual(4.5);
  });

  it('draw the borders of controls and the focus ring at 3 : 1 or more', () => {
    for (const ground of [...grounds, 'sunken']) {
      expect(contrast(palette, 'line-strong', ground)).toBeGreaterThanOrEqual(3);
      expect(contrast(palette, 'focus', ground)).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the measure of contrast', () => {
  it('gives 21 : 1 for black on white and 4.54 : 1 for #767676 on white', () => {
    // WCAG 2.2, contrast ratio: (1 + 0.05) / (0 + 0.05) = 21; #767676 is the known lightest grey that passes AA.
    const known = { ink: '#000000', grey: '#767676', paper: '#ffffff' };

    expect(contrast(known, 'ink', 'paper')).toBeCloseTo(21, 5);
    expect(contrast(known, 'grey', 'paper')).toBeCloseTo(4.54, 2);
  });
});

function block(opening: string): string {
  const start = css.indexOf(opening);
  if (start === -1) throw new Error(`no ${opening} in tokens.css`);
  return css.slice(start, css.indexOf('\n}', start));
}

function colours(text: string): Record<string, string> {
  const found = text.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(palette: Record<string, string>, ink: string, ground: string): number {
  const [lighter, darker] = [luminance(palette[ink]), luminance(palette[ground])].sort(
    (a, b) => b - a,
  ) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string | undefined): number {
  if (colour === undefined) throw new Error('no such colour');
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
