// A set of row ids: these are dense, and so a bit each is enough where a Set takes 40 bytes.

const FIRST_IDS = 1 << 15;

export interface IdSet extends Iterable<number> {
  readonly size: number;
  /** Whole numbers from 0. */
  add(id: number): void;
}

/** Iterated in ascending order. */
export function createIdSet(): IdSet {
  let words = new Uint32Array(FIRST_IDS / 32);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add: (id) => {
      const word = Math.floor(id / 32);
      if (word >= words.length) words = enlarged(words, word + 1);
      const bit = 1 << (id % 32);
      if ((words[word]! & bit) !== 0) return;
      words[word]! |= bit;
      size++;
    },
    *[Symbol.iterator]() {
      for (const [at, word] of words.entries()) {
        for (let bit = 0; bit < 32; bit++) if ((word & (1 << bit)) !== 0) yield at * 32 + bit;
      }
    },
  };
}

/** With room for as many words again, so that it is seldom done. */
function enlarged(words: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * length);
  larger.set(words);
  return larger;
}
