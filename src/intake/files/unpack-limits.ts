import { InputError } from "../input-error.ts";

/** How large packed files may become: beyond it, a file is taken for one made to fill the disk. */
export interface UnpackLimits {
  /** The most that one file may hold. */
  readonly mostBytes: number;
  /** What is larger than `freeBytes` may be at most this many times as large as the packed file. */
  readonly mostTimes: number;
  readonly freeBytes: number;
  /** The most files in a zip archive, folders included. */
  readonly mostMembers: number;
}

/** Exports shrink to a tenth, very regular ones to a hundredth; deflate can reach a thousandth. */
export const UNPACK_LIMITS: UnpackLimits = {
  mostBytes: 64 * 2 ** 30,
  mostTimes: 250,
  freeBytes: 256 * 2 ** 20,
  mostMembers: 10_000,
};

/** Throws an InputError when that much out of that little is beyond the limits. */
export function refuseBomb(path: string, packed: number, unpacked: number, limits: UnpackLimits): void {
  if (unpacked > limits.mostBytes) {
    throw new InputError(path, `unpacks to more than ${limits.mostBytes} bytes; split the export`);
  }
  if (unpacked > limits.freeBytes && unpacked > packed * limits.mostTimes) {
    const times = `more than ${limits.mostTimes} times its size`;
    throw new InputError(path, `unpacks to ${times}, as no export does; unpack it yourself if you trust it`);
  }
}
