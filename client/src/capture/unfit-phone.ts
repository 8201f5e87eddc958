/** What a phone tells before it is enrolled. */
export interface PhoneTraits {
  readonly userAgent: string;
  /** Fingers that its screen can tell apart. */
  readonly touchPoints: number;
  /** Opened from the icon of the home screen. */
  readonly isInstalled: boolean;
  /** The origin-private file system: there, not offered by this browser, or refused though offered. */
  readonly fileSystem: 'works' | 'absent' | 'refused';
  /** Bytes that this site may keep; null: not told. */
  readonly quota: number | null;
}

/** needs-install: an iPhone or iPad in a plain tab · keeps-nothing: a private window, or one with no room. */
export type PhoneUnfitness = 'needs-install' | 'keeps-nothing';

/** Less than a day's work with its journal; ordinary windows have a thousand times as much. */
const leastQuotaBytes = 30 * 1024 * 1024;

/** Answers: is this an iPhone or iPad? An iPad says that it is a Mac, and no Mac has a touch screen. */
export const isAppleTouch = ({
  userAgent,
  touchPoints,
}: Pick<PhoneTraits, 'userAgent' | 'touchPoints'>): boolean =>
  /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && touchPoints > 1);

/**
 * Answers: why may this phone not be enrolled as it is?
 * Shape:   traits → reason, or null when it may. A file system that is offered and refused, and next to no room, tell a
 *          private window.
 * Missing: a file system that the browser does not have at all is no reason (there is a weaker shelf for it).
 * Errors:  throws never.
 * Source:  fault P10: Safari deletes what a plain tab stores after seven days without a visit; an installed app is spared.
 * Rule:    C-35
 */
export function phoneUnfitness(traits: PhoneTraits): PhoneUnfitness | null {
  if (traits.fileSystem === 'refused') return 'keeps-nothing';
  if (traits.quota !== null && traits.quota < leastQuotaBytes) return 'keeps-nothing';
  return isAppleTouch(traits) && !traits.isInstalled ? 'needs-install' : null;
}
