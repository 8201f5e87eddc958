import { refuse } from '@sipas/shared/kernel';
import { sampleSize, slovinSize } from '@sipas/shared/sampling';
import { decimalNumber, optional, required, takePositionals, wholeNumber } from './arguments.ts';
import { type Command, UsageFault } from './command.ts';
import { done } from './with-storage.ts';

const largest = 1_000_000_000;

/** The words of the rule by the options that say them. */
const optionOf: Readonly<Record<string, string>> = {
  halfWidthShare: 'half-width',
  confidence: 'confidence',
  expectedShare: 'share',
  designEffect: 'deff',
  responseShare: 'response',
  populationCount: 'population',
};

export const sampleSizeCommand: Command = {
  words: ['sample', 'size'],
  summary: 'how many to ask for an interval of a wanted width, without a store',
  usage: `--half-width POINTS [options]
  --half-width POINTS    half of the width of the interval, in percentage points: 5 for ± 5
  --confidence PERCENT   of the interval, 50 to 99.99 (95)
  --share PERCENT        what is expected (50, the most careful guess)
  --deff NUMBER          design effect: variance beside that of people drawn one by one (1)
  --response PERCENT     of those asked who answer (100)
  --population N         people or households there are; without it as if without end`,
  options: {
    'half-width': { type: 'string' },
    confidence: { type: 'string' },
    share: { type: 'string' },
    deff: { type: 'string' },
    response: { type: 'string' },
    population: { type: 'string' },
  },
  async run({ values, positionals }) {
    takePositionals(positionals, 0, 0);
    required(values, 'half-width');
    const percent = (name: string, least: number, otherwise: number) =>
      decimalNumber(values, name, { least, most: 100, otherwise }) / 100;
    const halfWidthShare = percent('half-width', 0.01, 0);
    const populationCount =
      optional(values, 'population') === undefined
        ? null
        : wholeNumber(values, 'population', { least: 1, most: largest, otherwise: 1 });
    const size = sampleSize({
      halfWidthShare,
      confidence: percent('confidence', 50, 95),
      expectedShare: percent('share', 0, 50),
      designEffect: decimalNumber(values, 'deff', { least: 0.01, most: 1000, otherwise: 1 }),
      responseShare: percent('response', 0.1, 100),
      populationCount,
    });
    if (!size.ok) {
      const { code, detail } = size.error;
      if (code === 'size.out-of-range') {
        const [word = ''] = detail.split(' ');
        const option = optionOf[word] ?? word;
        const said = `--${option} ${String(values[option] ?? '')}`;
        throw new UsageFault(`không tính được cỡ mẫu với ${said} · there is no size for ${said}`);
      }
      return refuse({ code, detail });
    }
    const slovinCount =
      populationCount === null ? null : slovinSize(populationCount, halfWidthShare);
    return done({ ...size.value, slovinCount }, printSize({ ...size.value, slovinCount }));
  },
};

function printSize(size: {
  readonly answerCount: number;
  readonly drawnCount: number;
  readonly slovinCount: number | null;
}): string {
  const lines = [
    `Số phiếu cần có · answers needed\t${String(size.answerCount)}`,
    `Số hộ cần chọn · to be drawn\t${String(size.drawnCount)}`,
  ];
  if (size.slovinCount !== null)
    lines.push(
      `Công thức Slovin (hướng dẫn cũ, để so sánh) · Slovin (older guidance, for comparison)\t${String(size.slovinCount)}`,
    );
  return lines.join('\n');
}
