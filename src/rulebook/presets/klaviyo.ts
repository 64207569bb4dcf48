// Klaviyo: profiles of a list or segment, in English, times in UTC.

import type { Preset } from "./preset.ts";

export const klaviyoProfiles: Preset = {
  source: {
    kind: "contacts",
    timezone: "UTC",
    key: "Klaviyo ID",
    identities: { email: "Email" },
    fields: {
      region: "State / Region",
      first_active: { column: "First Active", type: "date" },
      last_active: { column: "Last Active", type: "date" },
      profile_created_on: { column: "Profile Created On", type: "date" },
      date_added: { column: "Date Added", type: "date" },
      last_open: { column: "Last Open", type: "date" },
      last_click: { column: "Last Click", type: "date" },
      historic_customer_lifetime_value: { column: "Historic Customer Lifetime Value", type: "number" },
      predicted_customer_lifetime_value: { column: "Predicted Customer Lifetime Value", type: "number" },
      total_customer_lifetime_value: { column: "Total Customer Lifetime Value", type: "number" },
      historic_number_of_orders: { column: "Historic Number Of Orders", type: "number" },
      average_order_value: { column: "Average Order Value", type: "number" },
    },
  },
  needs: [],
};
