// The style of the page, in the order in which it holds.

import colours from "./style/colours.css?raw";
import figures from "./style/figures.css?raw";
import frame from "./style/frame.css?raw";
import funnel from "./style/funnel.css?raw";
import narrow from "./style/narrow.css?raw";
import print from "./style/print.css?raw";
import ramps from "./style/ramps.css?raw";
import tables from "./style/tables.css?raw";
import text from "./style/text.css?raw";
import wide from "./style/wide.css?raw";

export const STYLE = [colours, ramps, text, frame, tables, figures, funnel, wide, narrow, print].join("\n");
