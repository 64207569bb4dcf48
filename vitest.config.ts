import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/property-seed.ts", "test/support/keep-sqlite.ts"],
    testTimeout: 60_000,
    // The style of the report is part of it: without this, Vitest would take it for empty.
    css: true,
    // Most of the time goes to programs that tests start: by default one core would be left idle.
    maxWorkers: "100%",
  },
});
