export {
  type LastRun,
  type PastClass,
  type RetentionRun,
  createRetention,
} from './retention-cases.ts';
