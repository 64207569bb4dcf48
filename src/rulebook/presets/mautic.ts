// Mautic. Reports and form results carry translated headers, and dates in the format of the configuration ("Date format
// for full"), PHP's "F j, Y g:i a T" unless changed. The contact export has the fields' aliases and the database's
// times, which are UTC. From Mautic's sources: EmailBundle ReportSubscriber (the report "Emails sent"), ReportBundle
// CsvExporter, FormBundle SubmissionModel, LeadBundle Lead.getProfileFields, CoreBundle config.php.

import type { Preset } from "./preset.ts";

const FULL_DATE = "MMMM d, yyyy h:mm a z";
const CONTACT_ID = ["Contact ID", "ID du contact", "Identifiant du contact", "Kontakt-ID"];
const YES = ["yes", "oui", "ja"];

export const mauticContacts: Preset = {
  source: {
    kind: "contacts",
    timezone: "UTC",
    key: ["id", "contact_id"],
    identities: { email: "email" },
    fields: {
      first_name: "firstname",
      last_name: "lastname",
      points: { column: "points", type: "number" },
      last_active: { column: "last_active", type: "date" },
    },
  },
  needs: [],
};

/** One row is one e-mail to one person: sent, perhaps read, perhaps clicked. A click has no date: it is that of reading. */
export const mauticEmailsSent: Preset = {
  source: {
    kind: "events",
    date_format: FULL_DATE,
    id: [
      ["Email address", "Adresse email", "Adresse e-mail", "E-Mail-Adresse"],
      ["ID", "Subject", "Sujet", "Objet", "Betreff", "Name", "Nom"],
      ["Date sent", "Date d'envoi", "Envoyé le", "Sendedatum"],
    ],
    contact: {
      contact_id: CONTACT_ID,
      email: ["Email address", "Adresse email", "Adresse e-mail", "E-Mail-Adresse"],
    },
    fields: {
      subject: ["Subject", "Sujet", "Objet", "Betreff"],
      is_read: ["Read", "Lu", "Gelesen"],
      date_read: ["Date read", "Date de lecture", "Lu le", "Lesedatum"],
      clicked: ["Clicked", "Cliqué", "Geklickt"],
    },
    rows: [
      { type: "email_send", at: ["Date sent", "Date d'envoi", "Envoyé le", "Sendedatum"] },
      {
        type: "email_open",
        at: ["Date read", "Date de lecture", "Lu le", "Lesedatum"],
        when: { is_read: YES, date_read: { exists: true } },
      },
      {
        type: "email_click",
        at: ["Date read", "Date de lecture", "Lu le", "Lesedatum"],
        when: { clicked: YES, date_read: { exists: true } },
      },
    ],
  },
  needs: [],
};

/** Other columns have the labels of the form's fields. */
export const mauticFormResults: Preset = {
  source: {
    kind: "events",
    date_format: FULL_DATE,
    id: [["Submission ID", "ID de soumission", "ID"]],
    contact: {
      contact_id: CONTACT_ID,
      email: ["Email", "E-mail", "Email address", "Adresse email", "Adresse e-mail", "E-Mail-Adresse"],
    },
    type: { constant: "form_submit" },
    at: ["Date Submitted", "Date de soumission", "Soumis le", "Datum der Einsendung"],
    fields: { referrer: ["Referrer", "Référent", "Referer"] },
  },
  needs: [],
};
