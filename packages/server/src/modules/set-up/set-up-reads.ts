import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { getOverview } from './overview/get-overview.ts'
import { Overview } from './overview/overview-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const setUpReads = {
  getOverview: declareRead(getOverview, Overview),
} satisfies Record<string, DeclaredRead>
