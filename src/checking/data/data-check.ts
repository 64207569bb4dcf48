import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AdvisedRulebook } from "../advice/advice.ts";
import type { SurveyedData } from "../survey-data.ts";

/** Finds one kind of thing that the data says of a rulebook. */
export type DataCheck = (sound: AdvisedRulebook, data: SurveyedData) => readonly Diagnostic[];
