export { type Result, ok, refuse, unreachable } from './result.ts';
export type { Brand } from './brand.ts';
export { type Json, canonicalJson } from './canonical-json.ts';
export {
  type Fraction,
  addFractions,
  meanFraction,
  multiplyFractions,
  percentHundredths,
  printHundredths,
  printPercent,
  reduceFraction,
  roundFraction,
} from './percent.ts';
export { type Sha256Hex, type UnitCode, type Uuid7, isSha256Hex, isUuid7 } from './identifier.ts';
export { type Day, type Instant, isDay, isInstant } from './time.ts';
export { foldText } from './fold-text.ts';
