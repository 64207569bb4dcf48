// HubSpot: exports in the portal's language and zone; several values of a property are joined with ";". The record ID
// is called "Record ID - Contact" where companies are exported along.

import type { Preset } from "./preset.ts";

export const hubspotContacts: Preset = {
  source: {
    kind: "contacts",
    key: [
      "Record ID",
      "Record ID - Contact",
      "Contact ID",
      "ID de fiche d'informations",
      "ID de fiche d'informations - Contact",
    ],
    identities: { email: ["Email", "E-mail", "Adresse e-mail"] },
    fields: {
      first_name: ["First Name", "Prénom"],
      last_name: ["Last Name", "Nom"],
      phone_number: ["Phone Number", "Numéro de téléphone"],
      job_title: ["Job Title", "Intitulé du poste", "Intitulé de poste"],
      company_name: ["Company Name", "Company", "Nom de l'entreprise"],
      country: ["Country/Region", "Country", "Pays/Région", "Pays"],
      lead_status: ["Lead Status", "Statut du lead"],
      lifecycle_stage: ["Lifecycle Stage", "Phase du cycle de vie", "Phase de cycle de vie"],
      created_at: { column: ["Create Date", "Date de création"], type: "date" },
      last_activity_at: {
        column: ["Last Activity Date", "Date de la dernière activité", "Date de dernière activité"],
        type: "date",
      },
    },
  },
  needs: [],
};
