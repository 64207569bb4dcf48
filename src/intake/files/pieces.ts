// Streams of bytes whose beginning must be seen before it is known what they are.

export interface Peeked {
  /** The first bytes: `length` of them or more, unless there are fewer in all. */
  readonly start: Buffer;
  /** All of them, the first ones included. Ending it ends what it reads from. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

export async function peek(pieces: AsyncIterable<Uint8Array>, length: number): Promise<Peeked> {
  const iterator = pieces[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < length) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    start = Buffer.concat([start, value]);
  }
  return { start, pieces: resume(start, iterator) };
}

/** No generator: one that was never begun would not end what it reads from. */
function resume(start: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncIterableIterator<Uint8Array> {
  let isAtStart = start.length > 0;
  const resumed: AsyncIterableIterator<Uint8Array> = {
    next: async () => {
      if (!isAtStart) return iterator.next();
      isAtStart = false;
      return { done: false, value: start };
    },
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => resumed,
  };
  return resumed;
}

/** Ends what will not be read. */
export async function giveUp({ pieces }: Peeked): Promise<void> {
  await pieces[Symbol.asyncIterator]().return?.();
}

const GZIP = [0x1f, 0x8b];
/** Of a file in the archive, or of the end of an empty one. */
const ZIP = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];

export function isGzip(start: Buffer): boolean {
  return startsWith(start, GZIP);
}

export function isZip(start: Buffer): boolean {
  return ZIP.some((signature) => startsWith(start, signature));
}

export function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, i) => byte === bytes[i]);
}
