// Apart from the tables, which load more.

export { formatCount, formatCountOf } from "../../values/count.ts";
