import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerColours, classColours } from './palette.ts';

const css = readFileSync(new URL('../../../../styles/office.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css
  .slice(css.indexOf('--class-1:'))
  .split('@media screen and (prefers-color-scheme: dark)');
const tokens = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );
const onLight = tokens(light);
const onDark = { ...onLight, ...tokens(dark) };

/** WCAG 2.2: relative luminance. */
function luminance(hex = '#000000'): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (one = '', other = ''): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
const classes = [1, 2, 3, 4, 5].map((at) => `class-${String(at)}`);

it('draws files in the colours of the console on light ground', () => {
  expect(classes.map((name) => onLight[name])).toEqual([...classColours]);
  expect([1, 2, 3, 4, 5].map((at) => onLight[`answer-${String(at)}`])).toEqual([...answerColours]);
});

describe.each([
  ['light', onLight, -1],
  ['dark', onDark, 1],
] as const)('the shades on %s ground', (_name, palette, direction) => {
  it.each(classes)('carry numbers on %s at 4.5 : 1 or more', (name) => {
    expect(contrast(palette[name], palette[`${name}-ink`])).toBeGreaterThanOrEqual(4.5);
  });

  it('go one way in lightness, each told from the next without its hue', () => {
    const lights = classes.map((name) => luminance(palette[name]));
    for (const [at, light] of lights.slice(1).entries())
      expect(direction * (light - (lights[at] ?? 0))).toBeGreaterThan(0.05);
  });
});
