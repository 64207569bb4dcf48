// Cases of who is who, worked out by hand: for each night what comes in, and what every contact has then. An event
// gives as many points as its `v` says, which is a power of ten: a score reads as the list of its events.

export interface IdentityCase {
  readonly name: string;
  readonly nights: readonly IdentityNight[];
}

export interface IdentityNight {
  /** A day, to its end; or an instant. */
  readonly asOf: string;
  /** One CSV file each. */
  readonly contacts?: readonly (readonly string[])[];
  readonly identities?: readonly (readonly string[])[];
  /** Rows of one file with the columns of `EVENT_HEADER`. */
  readonly events?: readonly string[];
  /** By contact key. */
  readonly scores: Readonly<Record<string, string>>;
  /** By "kind:key". */
  readonly anonymous?: Readonly<Record<string, string>>;
  /** Kind, key, the contact it belongs to, the contact that claims it too. */
  readonly conflicts?: readonly string[];
}

export const EVENT_HEADER = "event_id,contact_id,email,visitor_id,type,at,v";

/** A plan tells which contacts row a field is from. */
export const CASE_RULEBOOK = `
rulebook: identities
groups: {g: {}}
rules:
  event: {event: "*", points: {of: v}}
  plan: {by: plan, points: {basic: 10000, pro: 20000}}
`;

const K1_K2 = ["contact_id", "k1", "k2"];

export const IDENTITY_CASES: readonly IdentityCase[] = [
  {
    name: "a shared device belongs to the contact linked first in event time, with what it did alone",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [K1_K2],
        events: [
          "e1,,,tab,see,2026-03-03,100",
          "e2,k2,,tab,see,2026-03-02,10",
          "e3,k1,,tab,see,2026-03-01,1",
        ],
        scores: { k1: "101", k2: "10" },
        conflicts: ["visitor_id,tab,k1,k2"],
      },
    ],
  },
  {
    name: "an earlier link that comes in a later night takes the device over",
    nights: [
      {
        asOf: "2026-03-04",
        contacts: [K1_K2],
        events: ["e2,k2,,tab,see,2026-03-02,10", "e3,,,tab,see,2026-03-03,100"],
        scores: { k1: "0", k2: "110" },
      },
      {
        asOf: "2026-03-05",
        events: ["e1,k1,,tab,see,2026-03-01,1"],
        scores: { k1: "101", k2: "10" },
        conflicts: ["visitor_id,tab,k1,k2"],
      },
    ],
  },
  {
    name: "a conflict is listed by every run as of which it exists",
    nights: [
      {
        asOf: "2026-03-01",
        contacts: [K1_K2],
        events: ["e1,k1,,tab,see,2026-03-01,1", "e2,k2,,tab,see,2026-03-02T12:00Z,10"],
        scores: { k1: "1", k2: "0" },
      },
      {
        asOf: "2026-03-02T12:00:00Z",
        scores: { k1: "1", k2: "10" },
        conflicts: ["visitor_id,tab,k1,k2"],
      },
      { asOf: "2026-03-03", scores: { k1: "1", k2: "10" }, conflicts: ["visitor_id,tab,k1,k2"] },
    ],
  },
  {
    name: "a late link brings the visitor's past along",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [K1_K2],
        events: ["e1,,,tab,see,2026-03-01,1"],
        scores: { k1: "0", k2: "0" },
        anonymous: { "visitor_id:tab": "1" },
      },
      { asOf: "2026-03-05", events: ["e2,k1,,tab,see,2026-03-05,10"], scores: { k1: "11", k2: "0" } },
    ],
  },
  {
    name: "a link later than the as-of does not hold yet, one at the as-of does",
    nights: [
      {
        asOf: "2026-03-05T09:59:59.999Z",
        contacts: [K1_K2],
        events: ["e1,,,tab,see,2026-03-01,1", "e2,k1,,tab,see,2026-03-05T10:00Z,10"],
        scores: { k1: "0", k2: "0" },
        anonymous: { "visitor_id:tab": "1" },
      },
      { asOf: "2026-03-05T10:00:00Z", scores: { k1: "11", k2: "0" } },
    ],
  },
  {
    name: "an e-mail that changes hands goes with all its events, and the former holder's claim is listed",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [["contact_id,email", "k1,a@x.org", "k2,"]],
        events: ["e1,,A@X.org,,see,2026-03-01,1"],
        scores: { k1: "1", k2: "0" },
      },
      {
        asOf: "2026-03-03",
        contacts: [["contact_id,email", "k1,b@x.org", "k2,a@x.org"]],
        events: ["e2,,b@x.org,,see,2026-03-03,10"],
        scores: { k1: "10", k2: "1" },
        conflicts: ["email,a@x.org,k2,k1"],
      },
    ],
  },
  {
    name: "an e-mail that a later row replaces stays with its contact while nobody else has it",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [["contact_id,email", "k1,a@x.org"]],
        events: ["e1,,a@x.org,,see,2026-03-01,1", "e2,,b@x.org,,see,2026-03-01,10"],
        scores: { k1: "1" },
        anonymous: { "email:b@x.org": "10" },
      },
      { asOf: "2026-03-03", contacts: [["contact_id,email", "k1,b@x.org"]], scores: { k1: "11" } },
    ],
  },
  {
    name: "an e-mail that a later row leaves blank goes to who has it now; a file without the column takes nothing",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [
          ["contact_id,email", "k1,a@x.org", "k2,c@x.org", "k3,c@x.org"],
          ["contact_id,plan", "k2,"],
        ],
        events: ["e1,,a@x.org,,see,2026-03-01,1", "e2,,c@x.org,,see,2026-03-01,10"],
        scores: { k1: "1", k2: "10", k3: "0" },
        conflicts: ["email,c@x.org,k2,k3"],
      },
      {
        asOf: "2026-03-03",
        contacts: [["contact_id,email", "k1,", "k4,a@x.org"]],
        scores: { k1: "0", k2: "10", k3: "0", k4: "1" },
        conflicts: ["email,a@x.org,k4,k1", "email,c@x.org,k2,k3"],
      },
    ],
  },
  {
    name: "of two contacts that have an e-mail now, it is the one with the lower key's",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [["contact_id,email", "k2,a@x.org", "k1,A@x.org"]],
        events: ["e1,,a@x.org,,see,2026-03-01,1"],
        scores: { k1: "1", k2: "0" },
        conflicts: ["email,a@x.org,k1,k2"],
      },
    ],
  },
  {
    name: "a visitor leads to an e-mail and the e-mail to a contact, whichever link is older",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [K1_K2],
        events: [
          "e1,,,old,see,2026-03-01,1",
          "e2,,a@x.org,old,see,2026-03-02,10",
          "e3,k1,a@x.org,,see,2026-03-03,100",
          "e4,,a@x.org,new,see,2026-03-04,1000",
          "e5,,,new,see,2026-03-01,0.1",
        ],
        scores: { k1: "1111.1", k2: "0" },
      },
    ],
  },
  {
    name: "links at the same instant are taken by event id",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [K1_K2],
        events: ["b,k1,,tab,see,2026-03-01,1", "a,k2,,tab,see,2026-03-01,10", "c,,,tab,see,2026-03-01,100"],
        scores: { k1: "1", k2: "110" },
        conflicts: ["visitor_id,tab,k2,k1"],
      },
    ],
  },
  {
    name: "an anonymous contact becomes known once its contacts row comes",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [["contact_id", "k1"]],
        events: ["e1,k9,,tab,see,2026-03-01,1", "e2,,,tab,see,2026-03-02,10"],
        scores: { k1: "0" },
        anonymous: { "contact_id:k9": "11" },
      },
      { asOf: "2026-03-03", contacts: [["contact_id,plan", "k9,pro"]], scores: { k1: "0", k9: "20011" } },
    ],
  },
  {
    name: "an anonymous contact is called after the highest-ranking of its identities, the first of several",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [["contact_id", "k1"]],
        events: [
          "e1,,B@x.org,tab,see,2026-03-01,1",
          "e2,,a@x.org,tab,see,2026-03-02,10",
          "e3,,,tab,see,2026-03-03,100",
          "e4,,,Tab,see,2026-03-03,1000",
        ],
        scores: { k1: "0" },
        anonymous: { "email:a@x.org": "111", "visitor_id:Tab": "1000" },
      },
    ],
  },
  {
    name: "two contacts that one visitor leads to stay two, and the visitor is the first one's",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [["contact_id,email", "k1,", "k2,a@x.org"]],
        events: [
          "e1,k1,,tab,see,2026-03-01,1",
          "e2,,a@x.org,tab,see,2026-03-02,10",
          "e3,,,tab,see,2026-03-03,100",
        ],
        scores: { k1: "101", k2: "10" },
        conflicts: ["visitor_id,tab,k1,k2"],
      },
    ],
  },
  {
    name: "what a visitor's chain brought along stays together when the chain reaches a second contact",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [K1_K2],
        events: [
          "e1,,a@x.org,tab,see,2026-03-01,1",
          "e2,k2,a@x.org,,see,2026-03-02,10",
          "e3,k1,,tab,see,2026-03-03,100",
        ],
        scores: { k1: "100", k2: "11" },
        conflicts: ["visitor_id,tab,k2,k1"],
      },
    ],
  },
  {
    name: "a row links its highest-ranking identity with each other one, not those with each other",
    nights: [
      {
        asOf: "2026-03-09",
        contacts: [["contact_id,email", "k1,", "k2,a@x.org"]],
        events: ["e1,k1,a@x.org,tab,see,2026-03-01,1", "e2,,,tab,see,2026-03-02,10"],
        scores: { k1: "11", k2: "0" },
        conflicts: ["email,a@x.org,k2,k1"],
      },
    ],
  },
  {
    name: "contacts rows take in the events that came before them",
    nights: [
      {
        asOf: "2026-03-02",
        events: ["e1,k1,,,see,2026-03-01,1", "e2,,a@x.org,,see,2026-03-01,10"],
        scores: {},
        anonymous: { "contact_id:k1": "1", "email:a@x.org": "10" },
      },
      { asOf: "2026-03-03", contacts: [["contact_id,email", "k1,A@x.org"]], scores: { k1: "11" } },
    ],
  },
  {
    name: "what an identities file states holds always: before the links of events, and before its night",
    nights: [
      {
        asOf: "2026-03-03",
        contacts: [K1_K2],
        events: ["e1,,,tab,see,2026-03-01,1", "e2,k2,,tab,see,2026-03-02,10"],
        scores: { k1: "0", k2: "11" },
      },
      {
        asOf: "2026-03-03",
        identities: [["visitor_id,contact_id", "tab,k1"]],
        scores: { k1: "1", k2: "10" },
        conflicts: ["visitor_id,tab,k1,k2"],
      },
    ],
  },
  {
    name: "identities files link visitors with e-mails too, in either order of columns",
    nights: [
      {
        asOf: "2026-03-03",
        contacts: [["contact_id,email", "k1,a@x.org"]],
        identities: [
          ["email,visitor_id", "A@x.org,tab"],
          ["visitor_id,email", "pad,a@x.org"],
        ],
        events: ["e1,,,tab,see,2026-03-01,1", "e2,,,pad,see,2026-03-01,10"],
        scores: { k1: "11" },
      },
    ],
  },
  {
    name: "a contact known by its e-mail becomes that of the contact_id linked with it; its own fields come first",
    nights: [
      {
        asOf: "2026-03-02",
        contacts: [
          ["email,plan", "a@x.org,pro", "b@x.org,pro"],
          ["contact_id,plan", "k1,", "k2,basic"],
        ],
        events: ["e1,,a@x.org,,see,2026-03-01,1", "e2,,b@x.org,,see,2026-03-01,10"],
        scores: { "a@x.org": "20001", "b@x.org": "20010", k1: "0", k2: "10000" },
      },
      {
        asOf: "2026-03-05",
        events: ["e3,k1,a@x.org,,see,2026-03-03,100", "e4,k2,b@x.org,,see,2026-03-04,1000"],
        scores: { k1: "20101", k2: "11010" },
      },
    ],
  },
  {
    name: "a contact known by its e-mail joins one contact_id only",
    nights: [
      {
        asOf: "2026-03-05",
        contacts: [["email", "a@x.org"], K1_K2],
        events: [
          "e1,k2,a@x.org,,see,2026-03-01,1",
          "e2,k1,a@x.org,,see,2026-03-02,10",
          "e3,,a@x.org,,see,2026-03-03,100",
        ],
        scores: { k1: "10", k2: "101" },
        conflicts: ["email,a@x.org,k2,k1"],
      },
    ],
  },
  {
    name: "a visitor between a contact_id and a contact known by its e-mail joins nothing",
    nights: [
      {
        asOf: "2026-03-05",
        contacts: [["email", "a@x.org"], K1_K2],
        events: [
          "e1,,a@x.org,tab,see,2026-03-01,1",
          "e2,k1,,tab,see,2026-03-02,10",
          "e3,,,tab,see,2026-03-03,100",
        ],
        scores: { "a@x.org": "101", k1: "10", k2: "0" },
        conflicts: ["visitor_id,tab,a@x.org,k1"],
      },
      {
        // Now they are one, and the visitor is theirs.
        asOf: "2026-03-06",
        events: ["e4,k1,a@x.org,,see,2026-03-06,1000"],
        scores: { k1: "1111", k2: "0" },
      },
    ],
  },
  {
    name: "a contact known by its e-mail stays known under a contact_id that no contacts row names",
    nights: [
      {
        asOf: "2026-03-05",
        contacts: [["email", "a@x.org"]],
        events: ["e1,,a@x.org,,see,2026-03-01,1", "e2,k9,a@x.org,,see,2026-03-02,10"],
        scores: { k9: "11" },
      },
    ],
  },
  {
    name: "a newer version of an event takes its link with it",
    nights: [
      {
        asOf: "2026-03-05",
        contacts: [K1_K2],
        events: ["e1,k1,,tab,see,2026-03-01,1", "e2,,,tab,see,2026-03-02,10"],
        scores: { k1: "11", k2: "0" },
      },
      { asOf: "2026-03-05", events: ["e1,k2,,tab,see,2026-03-01,1"], scores: { k1: "0", k2: "11" } },
    ],
  },
  {
    name: "identities are matched as they are, e-mails regardless of A to Z",
    nights: [
      {
        asOf: "2026-03-05",
        contacts: [["contact_id,email", "007, Åsa@X.org ", "7,åsa@x.org", "K1,", "k1,"]],
        events: [
          "e1,,ÅSA@x.ORG,,see,2026-03-01,1",
          "e2,,åSA@x.org,,see,2026-03-01,10",
          "e3, 007 ,,,see,2026-03-01,100",
          "e4,K1,,tab,see,2026-03-01,1",
          "e5,k1,,Tab,see,2026-03-02,1",
          "e6,,,tab,see,2026-03-02,10",
        ],
        scores: { "007": "101", "7": "10", K1: "11", k1: "1" },
      },
    ],
  },
];
