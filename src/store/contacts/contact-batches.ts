// Contacts in columns. Those of a first export are new, and so is all that names them: then many go with one statement,
// and nothing is looked up for them.

import { contactRowAt } from "../../intake/rows/contact-columns.ts";
import type { ContactColumns, ContactRow, PutResult } from "../../intake/sink.ts";
import type { Connection } from "../database/connection.ts";
import type { People } from "../people.ts";
import { createNewContacts, type Stretch } from "./new-contacts.ts";

/** More of them are hardly faster, and dearer to undo where one is known. */
const CONTACTS_AT_ONCE = 50;
/** So many stretches at most are looked up, behind some with known contacts, before one is taken for new again. */
const MOST_DOUBT = 32;

/**
 * Batches of one file, in their order; `put` keeps a contact that may be known. People who were forgotten are none of
 * its concern.
 */
export function createContactBatches(
  connection: Connection,
  people: People,
  sourceFileId: number,
  put: (row: ContactRow) => PutResult,
): (columns: ContactColumns) => readonly PutResult[] {
  const putNew = whileItPays(createNewContacts(connection, people, sourceFileId));
  const putEach = ({ columns, from, to }: Stretch, results: PutResult[]) => {
    for (let i = from; i < to; i++) results.push(put(contactRowAt(columns, i)));
  };
  return (columns) => {
    const results: PutResult[] = [];
    for (let from = 0; from < columns.length; from += CONTACTS_AT_ONCE) {
      const stretch = { columns, from, to: Math.min(from + CONTACTS_AT_ONCE, columns.length) };
      if (putNew(stretch)) for (let i = from; i < stretch.to; i++) results.push("accepted");
      else putEach(stretch, results);
    }
    return results;
  };
}

/** Each time in a row that it comes to nothing, about twice as many stretches are not tried. */
function whileItPays(putNew: (stretch: Stretch) => boolean): (stretch: Stretch) => boolean {
  let doubt = 0;
  let untried = 0;
  return (stretch) => {
    if (untried > 0) {
      untried--;
      return false;
    }
    const isDone = putNew(stretch);
    doubt = isDone ? 0 : Math.min(2 * doubt + 1, MOST_DOUBT);
    untried = doubt;
    return isDone;
  };
}
