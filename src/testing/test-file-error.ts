/** A test file that is not there or cannot be read. The message is one line and names the path. */
export class TestFileError extends Error {
  override readonly name = "TestFileError";
}
