/** A line that was not imported */
export interface ImportFailure {
  line: number
  name: string
  errorCode: string | null
  reason: string
}
