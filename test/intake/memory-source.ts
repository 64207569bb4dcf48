import type { ByteSource } from "../../src/intake/files/byte-source.ts";

/** A source over bytes in memory. */
export function bytesSource(path: string, bytes: Buffer): ByteSource {
  return {
    path,
    bytes: bytes.length,
    read: async (from, length) => bytes.subarray(from, from + length),
    close: async () => {},
  };
}
