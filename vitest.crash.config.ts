import { defineConfig } from "vitest/config";

// Kills programs at measured moments: one at a time, so that they are what they were measured to be.
export default defineConfig({
  test: {
    include: ["test/crash/**/*.crash.ts"],
    setupFiles: ["test/support/keep-sqlite.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
