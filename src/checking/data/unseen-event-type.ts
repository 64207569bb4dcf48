import { diagnose } from "../../diagnostics/diagnostic.ts";
import { findClose } from "../closest.ts";
import type { DataCheck } from "./data-check.ts";

/** Types of events that no event has. */
export const unseenEventType: DataCheck = ({ outline }, { facts }) => {
  const types = facts.types();
  return outline.eventTypes
    .filter(({ name }) => facts.eventsOf([name]) === 0)
    .map(({ name, span, place }) => diagnose("unseen-event-type", span, name, place, findClose(name, types)));
};
