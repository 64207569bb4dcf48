// Brevo, once Sendinblue: columns are the account's attributes, the first ones in the language that it was opened in;
// days are written DD-MM-YYYY. A contact without an e-mail address has to be keyed by its id ("key: CONTACT ID").

import type { Preset } from "./preset.ts";

export const brevoContacts: Preset = {
  source: {
    kind: "contacts",
    delimiter: ";",
    date_format: "dd-MM-yyyy",
    key: { email: ["EMAIL", "E-MAIL"] },
    identities: { brevo_id: ["CONTACT ID", "CONTACT_ID"] },
    fields: {
      first_name: ["FIRSTNAME", "PRENOM", "VORNAME"],
      last_name: ["LASTNAME", "NOM", "NACHNAME"],
      added_time: { column: "ADDED_TIME", type: "date" },
      modified_time: { column: "MODIFIED_TIME", type: "date" },
    },
  },
  needs: [],
};
