/** A stretch of a text by its first place and the one after its last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
