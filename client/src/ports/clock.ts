/** Time as the phone has it. The wall may be years off; the monotonic count never jumps. */
export interface Clock {
  wallMs(): number;
  monotonicMs(): number;
  utcOffsetMin(): number;
}

/** Dice, behind a port so that tests can seed them. */
export interface Dice {
  /** A UUID of version 7. */
  uuid7(): string;
  /** Even in [0, 1). */
  share(): number;
  /** Random bytes as hexadecimal. */
  hex(bytes: number): string;
}
