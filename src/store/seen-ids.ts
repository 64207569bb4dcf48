// Which ids of events were seen before, told from their hashes: some 16 bytes each, where a Set of texts takes 100.

/** Slots at first, each of two words; a power of two. */
const FIRST_SLOTS = 1 << 16;
/** Slots are doubled when more than this share is taken. */
const FULLEST = 0.6;

export interface SeenIds {
  readonly size: number;
  /** Notes what `text` has from `from` to `to`; false where it, or another text of the same hash, was noted before. */
  add(text: string, from: number, to: number): boolean;
}

/** Linear probing over pairs of hashes of 32 bits; a first of 0 stands for an empty slot. */
export function createSeenIds(): SeenIds {
  let words = new Uint32Array(2 * FIRST_SLOTS);
  let mask = FIRST_SLOTS - 1;
  let size = 0;

  /** False where the pair is there already. */
  const place = (first: number, second: number): boolean => {
    for (let slot = second & mask; ; slot = (slot + 1) & mask) {
      if (words[2 * slot] === 0) {
        words[2 * slot] = first;
        words[2 * slot + 1] = second;
        return true;
      }
      if (words[2 * slot] === first && words[2 * slot + 1] === second) return false;
    }
  };
  const grow = () => {
    const former = words;
    words = new Uint32Array(2 * former.length);
    mask = 2 * mask + 1;
    for (let at = 0; at < former.length; at += 2) {
      if (former[at] !== 0) place(former[at]!, former[at + 1]!);
    }
  };

  return {
    get size() {
      return size;
    },
    add: (text, from, to) => {
      if (size > FULLEST * mask) grow();
      const isNew = place(hash(text, from, to, FIRST_PRIME) || 1, hash(text, from, to, SECOND_PRIME));
      if (isNew) size++;
      return isNew;
    },
  };
}

/** Multipliers of FNV (Fowler, Noll, Vo) for 32 bits and of MurmurHash3 (Appleby): odd, so that no bit is lost. */
const FIRST_PRIME = 0x01000193;
const SECOND_PRIME = 0xcc9e2d51;

/** FNV-1a over UTF-16 units, its bits mixed at the end as MurmurHash3 does. */
function hash(text: string, from: number, to: number, prime: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), prime);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
