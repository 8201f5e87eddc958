export { type NamedArea, nameAreas, readAreaNames } from './area-names.ts';
export { isEmptyScope, isInScope, isWithin, scopeOf, scopesMeet } from './area-scope.ts';
export {
  type OpenInstrument,
  type OpenWave,
  type WaveReader,
  type WaveSource,
  createWaveReader,
} from './wave-reader.ts';
