// Which ids of events were seen before, told from their hashes: some 6 bytes each, where a Set of texts takes 100.

/** Slots of the first table for each byte of what is to come: an event's row has some 80 bytes or more. */
const SLOTS_PER_BYTE = 1 / 50;
const FEWEST_SLOTS = 1 << 16;
/** When more than this share of a table is taken, another one follows. */
const FULLEST = 0.7;

export interface SeenIds {
  readonly size: number;
  /** Notes what `text` has from `from` to `to`; false where it, or another text of the same hashes, was noted before. */
  add(text: string, from: number, to: number): boolean;
}

/** Of slots in which one hash stands, at or behind the place that another one gives; 0 is an empty slot. */
interface Table {
  readonly slots: Uint32Array;
  taken: number;
}

/** For events of about so many bytes; for more of them it grows. */
export function createSeenIds(bytes = 0): SeenIds {
  const tables: Table[] = [createTable(Math.max(FEWEST_SLOTS, Math.ceil(bytes * SLOTS_PER_BYTE)))];
  let size = 0;
  return {
    get size() {
      return size;
    },
    add: (text, from, to) => {
      const place = hash(text, from, to, FIRST_PRIME);
      const mark = hash(text, from, to, SECOND_PRIME) || 1;
      for (let i = 0; i < tables.length - 1; i++) {
        if (isMark(tables[i]!, findSlot(tables[i]!, place, mark), mark)) return false;
      }
      const last = tables.at(-1)!;
      const slot = findSlot(last, place, mark);
      if (isMark(last, slot, mark)) return false;
      last.slots[slot] = mark;
      size++;
      // Together twice as large as before: few tables, whatever comes.
      if (++last.taken > FULLEST * last.slots.length) tables.push(createTable(countSlots(tables)));
      return true;
    },
  };
}

function createTable(slots: number): Table {
  return { slots: new Uint32Array(slots), taken: 0 };
}

function countSlots(tables: readonly Table[]): number {
  return tables.reduce((sum, { slots }) => sum + slots.length, 0);
}

/** The slot that has the mark, else the empty one where it belongs. */
function findSlot({ slots }: Table, place: number, mark: number): number {
  let slot = Math.floor((place / 2 ** 32) * slots.length);
  while (slots[slot] !== 0 && slots[slot] !== mark) slot = slot + 1 === slots.length ? 0 : slot + 1;
  return slot;
}

function isMark({ slots }: Table, slot: number, mark: number): boolean {
  return slots[slot] === mark;
}

/** Multipliers of FNV (Fowler, Noll, Vo) for 32 bits and of MurmurHash3 (Appleby): odd, so that no bit is lost. */
const FIRST_PRIME = 0x01000193;
const SECOND_PRIME = 0xcc9e2d51;

/** FNV-1a over UTF-16 units, its bits mixed at the end as MurmurHash3 does. From 0 to below 2^32. */
function hash(text: string, from: number, to: number, prime: number): number {
  let value = 0x811c9dc5;
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), prime);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
