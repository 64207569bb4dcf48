// What a worker thread does: it reads the database by itself, as the lists are read from it at the same time.

import { openStore } from "../store/store.ts";
import { makePage, type PageJob } from "./make-page.ts";

export function makePageHere({ database, ...job }: PageJob & { readonly database: string }): string {
  const store = openStore(database, { mode: "read" });
  try {
    return makePage(store, job);
  } finally {
    store.close();
  }
}
