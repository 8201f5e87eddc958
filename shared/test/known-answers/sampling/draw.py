# A second reading of rules M-04 to M-09, written without our code: prints the draw that the tests expect.
# Python 3.11: python3 draw.py
import hashlib
import json
from fractions import Fraction

FACTORS, STEPS = (0xD2511F53, 0xCD9E8D57), (0x9E3779B9, 0xBB67AE85)
FRAME = [
    ("29542", "001", 120), ("29542", "002", 310), ("29542", "003", 95), ("29542", "004", 1800),
    ("29551", "001", 240), ("29551", "002", 6), ("29551", "003", 410),
]
SEED, VILLAGES, HOUSEHOLDS = "đợt 2026", {"29542": 2, "29551": 2}, 8
RESERVE_VILLAGES, RESERVE_HOUSEHOLDS = 1, 2


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        p, q = FACTORS[0] * c[0], FACTORS[1] * c[2]
        c = [(q >> 32) ^ c[1] ^ k[0], q & 0xFFFFFFFF, (p >> 32) ^ c[3] ^ k[1], p & 0xFFFFFFFF]
        k = [(word + step) & 0xFFFFFFFF for word, step in zip(k, STEPS)]
    return c


def numbers(digest, part):
    words = [int(digest[8 * i : 8 * i + 8], 16) for i in range(4)]
    block = 0
    while True:
        out = philox([block, part, *words[2:]], words[:2])
        block += 1
        for i in (0, 2):
            yield ((out[i] >> 11) << 32) | out[i + 1]


def below(source, bound):
    return next(x for x in source if x < 2**53 - 2**53 % bound) % bound


def simple_random(units, count, source):
    places = list(range(units))
    for at in range(count):
        other = at + below(source, units - at)
        places[at], places[other] = places[other], places[at]
    return places[:count]


def sha256(value):
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


frame_hash = sha256([list(row) for row in FRAME])
digest = sha256({"frameHash": frame_hash, "seed": SEED})
print(frame_hash)
first = 0
for place, (commune, count) in enumerate(sorted(VILLAGES.items())):
    villages = [row for row in FRAME if row[0] == commune]
    certain = []
    while True:
        rest = [i for i in range(len(villages)) if i not in certain]
        total, ticks = sum(villages[i][2] for i in rest), count - len(certain)
        met = [i for i in rest if ticks > 0 and villages[i][2] * ticks >= total]
        if not met:
            break
        certain += met
    source = numbers(digest, 2 * place)
    sample = set(certain)
    if ticks > 0:
        start = below(source, total)
        for tick in range(ticks):
            at, end = Fraction(start + total * tick, ticks), 0
            for i in rest:
                if end <= at < end + villages[i][2]:
                    sample.add(i)
                end += villages[i][2]
    left = [i for i in range(len(villages)) if i not in sample]
    reserve = [left[i] for i in simple_random(len(left), min(RESERVE_VILLAGES, len(left)), source)]
    for i in sorted(sample) + reserve:
        size = villages[i][2]
        drawn = min(HOUSEHOLDS, size)
        order = simple_random(size, min(size, drawn + RESERVE_HOUSEHOLDS), numbers(digest, 2 * (first + i) + 1))
        role = "reserve" if i in reserve else "sample"
        print(commune, villages[i][1], role, *[number + 1 for number in order])
    first += len(villages)
