/** The run that a report is to compare with will not do. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}
