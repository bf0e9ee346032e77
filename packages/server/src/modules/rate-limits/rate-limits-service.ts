import type {} from 'fastify'
import type { Clock } from '../../config/clock.ts'
import type { RequestCounter } from '../../db/request-counter.ts'
import { Problem } from '../../problems/problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A narrower limit that the route has beside that of its API. */
    rateLimit?: 'bulk'
  }
}

export interface RateLimits {
  /**
   * Counts a request of an organization to an API.
   * @throws Problem rate_limited
   */
  count(organizationKey: string, api: string, narrower?: 'bulk'): void | Promise<void>
}

/** Requests a minute; undefined where there is no limit */
export interface Limits {
  perMinute: number | undefined
  bulkPerMinute: number | undefined
}

const minuteMilliseconds = 60_000
/**
 * Nodes lease the requests of a minute in blocks, so that no more than this many writes a minute are needed for each
 * organization and API. Up to as many a minute, every request is counted by itself, and the limit is exact.
 */
const mostLeases = 600

interface Budget {
  minute: number
  /** Requests that are leased and not made yet */
  left: number
  isSpent: boolean
  /** A lease that is being fetched */
  lease: Promise<void> | undefined
}

/** Limits the requests of each organization to each API. Undefined where there are no limits. */
export function createRateLimits(
  { clock, counter }: { clock: Clock; counter: RequestCounter },
  { perMinute, bulkPerMinute }: Limits,
): RateLimits | undefined {
  if (perMinute === undefined && bulkPerMinute === undefined) return undefined
  const budgets = new Map<string, Budget>()

  const budgetOf = (id: string, minute: number): Budget => {
    const known = budgets.get(id)
    if (known && known.minute >= minute) return known
    const budget = { minute, left: 0, isSpent: false, lease: undefined }
    budgets.set(id, budget)
    return budget
  }

  const take = (organizationKey: string, name: string, limit: number): boolean | Promise<boolean> => {
    const minute = Math.floor(clock.now() / minuteMilliseconds)
    const budget = budgetOf(`${organizationKey} ${name}`, minute)
    if (budget.left > 0) {
      budget.left--
      return true
    }
    if (budget.isSpent) return false
    const wanted = Math.max(1, Math.floor(limit / mostLeases))
    const grant = (granted: number): void => {
      budget.left += granted
      budget.isSpent = granted < wanted
    }
    const fetch = (): number | Promise<number> => counter.take({ organizationKey, name, minute, wanted, limit })
    if (wanted === 1) {
      const granted = fetch()
      const use = (number: number): boolean => {
        budget.isSpent ||= number === 0
        return number > 0
      }
      return typeof granted === 'number' ? use(granted) : granted.then(use)
    }
    if (!budget.lease) {
      const granted = fetch()
      if (typeof granted === 'number') {
        grant(granted)
        return take(organizationKey, name, limit)
      }
      budget.lease = granted.then(grant).finally(() => {
        budget.lease = undefined
      })
    }
    return budget.lease.then(() => take(organizationKey, name, limit))
  }

  const demand = (isAllowed: boolean, limit: number, what: string): void => {
    if (isAllowed) return
    const seconds = Math.ceil((minuteMilliseconds - (clock.now() % minuteMilliseconds)) / 1_000)
    throw new Problem(
      'rate_limited',
      `The organization may make ${limit} requests a minute to ${what}. Try again in ${seconds} s.`,
      { 'retry-after': String(seconds) },
    )
  }

  /** Without waiting where nothing has to be waited for: this is on the way of every request. */
  const countOne = (
    organizationKey: string,
    name: string,
    limit: number | undefined,
    what: string,
  ): void | Promise<void> => {
    if (limit === undefined) return
    const isAllowed = take(organizationKey, name, limit)
    if (typeof isAllowed === 'boolean') return demand(isAllowed, limit, what)
    return isAllowed.then((allowed) => demand(allowed, limit, what))
  }

  return {
    count(organizationKey, api, narrower) {
      const counted = countOne(organizationKey, api, perMinute, `the ${api} API`)
      if (!narrower) return counted
      const countNarrower = () => countOne(organizationKey, `${api} ${narrower}`, bulkPerMinute, 'POST /users/bulk')
      return counted ? counted.then(countNarrower) : countNarrower()
    },
  }
}
