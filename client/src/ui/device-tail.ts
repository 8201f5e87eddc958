/** Answers: what of the id of a phone is read out: its last eight signs, in fours. They are of chance, so they tell phones apart. */
export const deviceTail = (deviceId: string): string =>
  `${deviceId.slice(-8, -4)} ${deviceId.slice(-4)}`;
