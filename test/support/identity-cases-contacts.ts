// Cases about what contacts rows and identities files state: keys, e-mails that change hands, links that hold always.

import type { IdentityCase } from "./identity-cases.ts";

const K1_K2 = ["contact_id", "k1", "k2"];

export const CASES_OF_CONTACTS: readonly IdentityCase[] = [
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
