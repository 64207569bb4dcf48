// Styles are read as text: by the build (rolldown.config.ts), and by Vitest, which knows `?raw` itself.
declare module "*.css?raw" {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: so it is what an import with `?raw` gives.
  export default text;
}
