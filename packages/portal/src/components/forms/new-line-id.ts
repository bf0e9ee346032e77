/** A line of a LinesField */
export interface Line {
  /** Tells the lines apart while they are edited */
  id: number
}

let lastId = 0

/** The id of a new line */
export const newLineId = (): number => ++lastId
