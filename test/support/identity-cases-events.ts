// Cases about what events link: shared devices, chains, late links, people who are not known yet.

import type { IdentityCase } from "./identity-cases.ts";

const K1_K2 = ["contact_id", "k1", "k2"];

export const CASES_OF_EVENTS: readonly IdentityCase[] = [
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
];
