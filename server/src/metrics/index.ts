export { createMeter } from './create-meter.ts';
export { inTime } from './in-time.ts';
