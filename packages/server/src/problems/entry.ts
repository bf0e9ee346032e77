export interface Entry {
  /** `PTC-<area>-<status><number>`: what clients compare with. Never given to another problem. */
  code: string
  status: number
  title: string
  /** For the documentation page: when this happens and what to do about it. */
  help: string
}

/** Keeps the names of the problems in the type. */
export const define = <T extends Record<string, Entry>>(entries: T): T => entries
