/** The report asked for cannot be had: no such run, or none to compare it with. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}
