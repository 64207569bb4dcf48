/** Answers false where nothing could be started, as on a server. Does not wait for the browser to be closed. */
export async function openInBrowser(file: string): Promise<boolean> {
  const { default: open } = await import("open");
  try {
    const browser = await open(file);
    browser.on("error", () => {});
    return true;
  } catch {
    return false;
  }
}
