/** The file is no CSV. The message says why, for people. */
export class UnreadableCsvError extends Error {
  override readonly name = 'UnreadableCsvError'
}
