/** A line that was not imported */
export interface ImportFailure {
  line: number
  name: string
  errorCode: string | null
  reason: string
}

/** A line that the server has accepted, and of which it has not said what became */
export interface UnknownOutcome {
  line: number
  name: string
  /** The key of the operation that it belongs to */
  operation: string
}
