export { type Calibration, type CalibrationFault, type Margin, calibrate } from './calibration.ts';
export {
  type SingleClusterRule,
  type VarianceFault,
  singleClusterRules,
} from './design-variance.ts';
export { type Difference, differenceOfSamples } from './difference.ts';
export {
  type Estimate,
  type EstimateFault,
  type EstimateSetting,
  estimateWith,
} from './estimate.ts';
export { type Interval, shareInterval } from './interval.ts';
export { type LinearSpace, complementOf, spanOf } from './linear-space.ts';
export {
  type Linearised,
  type Values,
  combine,
  lineariseMean,
  lineariseRatio,
  lineariseTotal,
} from './linearise.ts';
export { type SampleRow, type SampleSums, createSampleSums } from './sample-sums.ts';
export {
  type DesignColumns,
  type DesignFault,
  type SampleDesign,
  type SamplingStage,
  createSampleDesign,
} from './sample-design.ts';
export { type DesignShape, type StreamedDesignFault } from './streamed-design.ts';
export { type DomainEstimate, estimateFromSums } from './streamed-estimate.ts';
