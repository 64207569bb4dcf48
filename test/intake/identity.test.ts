import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityKey, readIdentity } from "../../src/intake/identity/identity-key.ts";

describe("identityKey", () => {
  it.each([
    ["email", "  Ada@Example.ORG ", "ada@example.org"],
    ["email", "ada@münchen.de", "ada@xn--mnchen-3ya.de"],
    ["email", "ada@MÜNCHEN.de", "ada@xn--mnchen-3ya.de"],
    ["email", "ada@mu\u0308nchen.de", "ada@xn--mnchen-3ya.de"],
    ["email", "ÉCLAIR@example.org", "École@example.org".replace("École", "Éclair")],
    ["email", "Zoë@example.org", "zoë@example.org"],
    ["email", '"a@b"@Example.org', '"a@b"@example.org'],
    ["email", "no at sign", "no at sign"],
    ["email", "ada@é/Path", "ada@é/path"],
    ["email", "ada@1.2.3", "ada@1.2.3"],
    ["contact_id", "  Ab-1 ", "Ab-1"],
    ["contact_id", "e\u0301", "é"],
    ["contact_id", "007", "007"],
    ["visitor_id", "Ada@Example.org", "Ada@Example.org"],
  ])("of the %s %j is %j", (kind, text, key) => {
    expect(identityKey(kind, text)).toBe(key);
  });

  it("is its own key", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("email", "contact_id"),
        fc.oneof(fc.string(), fc.emailAddress()),
        (kind, text) => {
          const key = identityKey(kind, text);
          expect(identityKey(kind, key)).toBe(key);
        },
      ),
    );
  });
});

describe("readIdentity", () => {
  it("keeps the value as written, without surrounding blanks", () => {
    expect(readIdentity("email", " Ada@X.example\t")).toEqual({
      kind: "email",
      key: "ada@x.example",
      value: "Ada@X.example",
    });
  });

  it("finds none in blanks", () => {
    expect(readIdentity("email", " \t\u00a0")).toBeUndefined();
  });
});
