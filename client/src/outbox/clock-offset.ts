/**
 * Answers: how far is the server's clock ahead of this phone's?
 * Shape:   the server's time, the wall clock as the answer arrived, how long the exchange took → offset; above zero, the
 *          phone is slow. The server read its clock about half-way through.
 * Units:   milliseconds, whole. Good to half of the round trip.
 * Errors:  throws never.
 * Source:  Cristian's algorithm (F. Cristian, "Probabilistic clock synchronization", 1989).
 * Rule:    O-23
 */
export function clockOffsetMs(
  serverTime: string,
  answeredWallMs: number,
  roundTripMs: number,
): number {
  return Math.round(Date.parse(serverTime) + roundTripMs / 2 - answeredWallMs);
}
