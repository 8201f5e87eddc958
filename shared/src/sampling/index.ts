export {
  type AllocationFault,
  type StratumToFill,
  allocate,
  allocationMethods,
} from './allocation.ts';
export type { AskedHousehold } from './design-weights.ts';
export { type DrawPlan, type DrawnVillage, drawSample, villageMethods } from './draw-sample.ts';
export { type FrameVillage, canonicalFrame, createFrame } from './frame.ts';
export { type SizeFault, sampleSize, slovinSize } from './sample-size.ts';
export type { TrimSetting } from './trim-weights.ts';
export {
  type KnownShares,
  type RespondentWeight,
  type WaveWeights,
  type WeightFault,
  waveWeights,
} from './wave-weights.ts';
