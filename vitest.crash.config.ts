import { defineConfig } from "vitest/config";

// Kills programs at measured moments: one at a time, so that they are what they were measured to be.
export default defineConfig({
  test: {
    include: ["test/crash/**/*.crash.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
