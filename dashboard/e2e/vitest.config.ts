import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // A page on a machine that works at much else takes seconds where it takes tenths otherwise.
    expect: { poll: { timeout: 25_000 } },
  },
});
