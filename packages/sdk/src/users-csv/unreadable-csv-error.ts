/**
 * What is wrong with a file: it is a workbook or an archive, no text at all, not in UTF-8, has a quote that never ends or
 * text after one that has ended, or something else that the CSV parser says
 */
export type UnreadableCsvReason = 'workbook' | 'binary' | 'encoding' | 'open-quote' | 'text-after-quote' | 'other'

/** The file is no CSV. The message says why, for people. */
export class UnreadableCsvError extends Error {
  override readonly name = 'UnreadableCsvError'
  readonly reason: UnreadableCsvReason
  /** In which line of the file, from 1, where a quote is wrong */
  readonly line: number | undefined

  constructor(reason: UnreadableCsvReason, message: string, line?: number) {
    super(message)
    this.reason = reason
    this.line = line
  }
}
