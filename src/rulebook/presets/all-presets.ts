// Every preset by the name that `preset:` gives it.

import { brevoContacts } from "./brevo.ts";
import { hubspotContacts } from "./hubspot.ts";
import { klaviyoProfiles } from "./klaviyo.ts";
import { mailchimpActivity, mailchimpAudience } from "./mailchimp.ts";
import { mauticContacts, mauticEmailsSent, mauticFormResults } from "./mautic.ts";
import type { Preset } from "./preset.ts";

export const PRESETS: ReadonlyMap<string, Preset> = new Map([
  ["mautic.contacts", mauticContacts],
  ["mautic.emails_sent", mauticEmailsSent],
  ["mautic.form_results", mauticFormResults],
  ["hubspot.contacts", hubspotContacts],
  ["mailchimp.audience", mailchimpAudience],
  ["mailchimp.activity", mailchimpActivity],
  ["brevo.contacts", brevoContacts],
  ["klaviyo.profiles", klaviyoProfiles],
]);
