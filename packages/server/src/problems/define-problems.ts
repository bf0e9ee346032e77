interface ProblemEntry {
  /** `PTC-<area>-<status><number>`: what programs compare with. A code is never given to another problem. */
  code: string
  status: number
  title: string
  /** When it happens and what to do about it, for the documentation. */
  help: string
}

/** Keeps the names of the problems in the type. */
export const defineProblems = <T extends Record<string, ProblemEntry>>(entries: T): T => entries
