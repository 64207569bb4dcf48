/**
 * The folder of the package, with package.json, src/ and dist/ in it: the program finds its own files from here, as it
 * runs from dist/ and in tests from src/. Both lie two folders deep: see rolldown.config.ts.
 */
export const PACKAGE_FOLDER = new URL("../../", import.meta.url);
