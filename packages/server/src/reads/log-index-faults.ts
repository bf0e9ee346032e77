import type { Logger } from 'pino'
import { failureReport } from '../db/failure-report.ts'
import { isDatabaseUnavailable } from '../db/failures.ts'
import type { OnIndexFault } from '../modules/directory/user-index/index-entry.ts'

const builtAnyway = { isBuiltAnyway: true }

/** Logs what goes wrong with indexes of users. They are looked after each minute, and what goes on is not logged as often. */
export function logIndexFaults(log: Pick<Logger, 'warn' | 'error'>): OnIndexFault {
  const faults = failureReport((err, about) => {
    if (about === builtAnyway)
      log.warn({ err }, 'an index of users is built without a thread beside, which takes longer')
    else log.error({ err }, 'an index of users could not be built or kept: lists take longer until it can')
  })
  return (err, options) => {
    // What is away is logged where it is noticed. Nothing is wrong with the index then.
    if (!isDatabaseUnavailable(err)) faults.failed(err, options?.isBuiltAnyway ? builtAnyway : undefined)
  }
}
