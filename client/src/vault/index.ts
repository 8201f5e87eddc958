export { attemptsAfter, attemptsByClock, pinWaitMs } from './attempts.ts';
export { isLocked } from './lock.ts';
export { hashPin, isPin } from './pin.ts';
