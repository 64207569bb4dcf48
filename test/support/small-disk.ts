// A disk of a few megabytes that tests may fill or make read-only; only where this user may mount one.

import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

export interface SmallDisk {
  /** Leaves so many bytes. */
  readonly fill: (left: number) => void;
  readonly makeRoom: () => void;
  readonly makeReadOnly: () => void;
  readonly unmount: () => void;
}

export const NO_MOUNT = "a small disk can be mounted by root only";

/** `undefined` where mounting is not allowed. The caller unmounts it. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  if (!mount("-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder)) return undefined;
  const filling = join(folder, "filling");
  return {
    fill: (left) => fillDisk(folder, filling, left),
    makeRoom: () => rmSync(filling),
    makeReadOnly: () => void mount("-o", "remount,ro", folder),
    unmount: () => void spawnSync("umount", [folder]),
  };
}

function mount(...args: readonly string[]): boolean {
  return spawnSync("mount", args).status === 0;
}

function fillDisk(folder: string, filling: string, left: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const bytes = Math.max(0, bavail * bsize - left);
  const descriptor = openSync(filling, "wx");
  try {
    writeSync(descriptor, Buffer.alloc(bytes));
  } finally {
    closeSync(descriptor);
  }
}
