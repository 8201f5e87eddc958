export { deviceAlarm, unsentAgeMs } from './device-alarm.ts';
export {
  type OpenMatters,
  countOf,
  hasOpenMatters,
  openMatters,
  outstanding,
  without,
} from './open-matters.ts';
