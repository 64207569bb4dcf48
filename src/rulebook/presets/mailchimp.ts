// Mailchimp. Column names of the audience are those of its fields, and the system's in capitals; tags are a line of CSV
// in one cell; old audiences have columns twice. Times are UTC.

import type { Preset } from "./preset.ts";

const EMAIL = ["Email Address", "Email", "Adresse e-mail", "Adresse email", "E-Mail-Adresse"];

export const mailchimpAudience: Preset = {
  source: {
    kind: "contacts",
    timezone: "UTC",
    repeated_columns: "number",
    key: { email: EMAIL },
    fields: {
      first_name: ["First Name", "FNAME", "Prénom"],
      last_name: ["Last Name", "LNAME", "Nom", "Nom de famille"],
      member_rating: { column: "MEMBER_RATING", type: "number" },
      optin_time: { column: "OPTIN_TIME", type: "date" },
      confirm_time: { column: "CONFIRM_TIME", type: "date" },
      last_changed: { column: "LAST_CHANGED", type: "date" },
      unsub_time: { column: "UNSUB_TIME", type: "date" },
      tags: { column: "TAGS", type: "list", separator: "," },
    },
  },
  needs: [],
};

/**
 * One row is what one person did with one campaign: how often, not when. The id is made of person and campaign, so
 * that a later export with larger counts adds only what is new.
 */
export const mailchimpActivity: Preset = {
  source: {
    kind: "events",
    repeated_columns: "number",
    id: [EMAIL, "campaign"],
    contact: { email: EMAIL },
    at: "sent_at",
    rows: [
      { type: "email_open", count: ["Opens", "Ouvertures"] },
      { type: "email_click", count: ["Clicks", "Clics"] },
    ],
  },
  needs: [
    { constant: "sent_at", instead: "at", example: "2026-03-01T09:00" },
    { constant: "campaign", instead: "id", example: "spring-sale" },
  ],
};
