/** The form that a form is most like. */
export interface Closest {
  readonly at: number;
  readonly share: number;
  /** Places at which both have a valid answer. */
  readonly places: number;
}

export interface Matches {
  /** In the order of the forms; undefined: no other has enough places in common with it. */
  readonly closest: readonly (Closest | undefined)[];
  /** Of the shares of all pairs. */
  readonly mean: number;
  readonly deviation: number;
}

const wordBits = 32;

/** Forms with the bits of their answers side by side, so that 32 places are compared at once. */
interface Planes {
  readonly words: Uint32Array;
  /** Words of one form: for each 32 places one of validity, then one for each bit of the answer. */
  readonly stride: number;
  readonly group: number;
}

/**
 * Answers: for each form, with which other are most answers equal, and what share?
 * Shape:   answers of forms, the places that count, how many a pair must have in common → the closest of each, the first
 *          of several. Cost: every pair once, n(n − 1)/2, a few words each: 5,000 forms of 60 questions are 12.5 million
 *          pairs, about a second; memory 4 bytes · words a form.
 * Units:   shares 0–1.
 */
export function closestMatches(
  forms: readonly Uint8Array[],
  places: readonly number[],
  leastPlaces: number,
): Matches {
  const planes = toPlanes(forms, places);
  const share = new Float64Array(forms.length).fill(-1);
  const common = new Uint32Array(forms.length);
  const other = new Uint32Array(forms.length);
  let [pairs, sum, squares] = [0, 0, 0];
  const keep = (form: number, rival: number, found: { equal: number; both: number }): void => {
    const value = found.equal / found.both;
    if (value <= (share[form] ?? 0)) return;
    share[form] = value;
    common[form] = found.both;
    other[form] = rival;
  };
  const found = { equal: 0, both: 0 };
  for (let first = 0; first < forms.length; first++)
    for (let second = first + 1; second < forms.length; second++) {
      compare(planes, [first, second], found);
      if (found.both < leastPlaces) continue;
      keep(first, second, found);
      keep(second, first, found);
      const value = found.equal / found.both;
      pairs++;
      sum += value;
      squares += value * value;
    }
  const mean = pairs === 0 ? 0 : sum / pairs;
  const variance = pairs === 0 ? 0 : Math.max(0, squares / pairs - mean * mean);
  const closest = forms.map((_, at) =>
    (share[at] ?? -1) < 0
      ? undefined
      : { at: other[at] ?? 0, share: share[at] ?? 0, places: common[at] ?? 0 },
  );
  return { closest, mean, deviation: Math.sqrt(variance) };
}

function compare(
  { words, stride, group }: Planes,
  [first, second]: readonly [number, number],
  found: { equal: number; both: number },
): void {
  let [equal, both] = [0, 0];
  const end = (first + 1) * stride;
  for (let a = first * stride, b = second * stride; a < end; a += group, b += group) {
    const valid = (words[a] ?? 0) & (words[b] ?? 0);
    let differing = 0;
    for (let plane = 1; plane < group; plane++)
      differing |= (words[a + plane] ?? 0) ^ (words[b + plane] ?? 0);
    both += bitCount(valid);
    equal += bitCount(valid & ~differing);
  }
  found.equal = equal;
  found.both = both;
}

function toPlanes(forms: readonly Uint8Array[], places: readonly number[]): Planes {
  let bits = 1;
  for (const form of forms)
    for (const place of places) while (form[place] !== undefined && form[place] >> bits > 0) bits++;
  const group = bits + 1;
  const stride = Math.max(1, Math.ceil(places.length / wordBits)) * group;
  const words = new Uint32Array(forms.length * stride);
  for (const [at, form] of forms.entries())
    for (const [index, place] of places.entries()) {
      const answer = form[place] ?? 0;
      const start = at * stride + Math.floor(index / wordBits) * group;
      const bit = index % wordBits;
      if (answer > 0) words[start] = (words[start] ?? 0) | (1 << bit);
      for (let plane = 0; plane < bits; plane++)
        words[start + 1 + plane] =
          (words[start + 1 + plane] ?? 0) | (((answer >> plane) & 1) << bit);
    }
  return { words, stride, group };
}

/** Answers: how many bits of 32 are set? Source: Warren, Hacker's Delight, 5-1. */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}
