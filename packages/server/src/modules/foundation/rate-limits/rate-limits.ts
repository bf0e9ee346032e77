import type {} from 'fastify'
import type { Clock } from '../../../config/clock.ts'
import { countsIn, type RequestCounter } from '../../../db/request-counter.ts'
import { Problem } from '../../../problems/problem.ts'
import type { OwnLimit, OwnLimits } from './own-limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A narrower limit that the route has beside that of its API. */
    rateLimit?: 'bulk'
  }
}

/** Requests a minute; undefined where there is no limit */
interface Limits {
  perMinute: number | undefined
  bulkPerMinute: number | undefined
}

/** An organization that makes requests, and its own limits */
interface LimitedOrganization {
  key: string
  ownLimits: OwnLimits
}

export interface RateLimits {
  /**
   * Counts a request of an organization to an API. Returns a promise only where the database must be asked, because
   * this runs in every request.
   * @throws Problem rate_limited
   */
  count(organization: LimitedOrganization, api: string, narrower?: 'bulk'): void | Promise<void>
  /** The limit that applies to the API, and how many requests of this minute are counted. Nothing is counted without a limit. */
  read(organization: LimitedOrganization, api: string, narrower?: 'bulk'): Promise<RateLimit>
}

export interface RateLimit {
  /** Who has set it: for this organization, or for the whole deployment */
  source: 'organization' | 'deployment'
  /** Requests a minute; null where there is no limit */
  limit: number | null
  used: number
}

const minuteMilliseconds = 60_000
/**
 * Nodes lease the requests of a minute in blocks, so that no more than this many writes a minute are needed for each
 * organization and API. Up to as many a minute, each request is counted on its own, and the limit is exact.
 */
const mostLeases = 600

/** What a node knows of one minute of an organization's requests, under one limit */
interface Budget {
  organizationKey: string
  name: string
  minute: number
  limit: number
  /** Requests that are leased and not made yet */
  left: number
  isSpent: boolean
  /** A lease that is being fetched */
  lease: Promise<void> | undefined
}

/**
 * Limits the requests of each organization to each API.
 * @param deployment what holds where an organization has no limit of its own
 */
export function createRateLimits(
  { clock, counter }: { clock: Clock; counter: RequestCounter },
  deployment: Limits,
): RateLimits {
  const budgets = new Map<string, Budget>()

  /** With another limit counting starts again: an organization that had used up the former one may go on. */
  const budgetOf = (organizationKey: string, name: string, limit: number): Budget => {
    const minute = Math.floor(clock.now() / minuteMilliseconds)
    const id = `${organizationKey} ${name}`
    const known = budgets.get(id)
    if (known && countsIn(known.minute, minute) && known.limit === limit) return known
    const budget = { organizationKey, name, minute, limit, left: 0, isSpent: false, lease: undefined }
    budgets.set(id, budget)
    return budget
  }

  const take = (budget: Budget): boolean | Promise<boolean> => {
    if (budget.left > 0) {
      budget.left--
      return true
    }
    if (budget.isSpent) return false
    const { organizationKey, name, minute, limit } = budget
    const wanted = Math.max(1, Math.floor(limit / mostLeases))
    const fetch = (): number | Promise<number> => counter.take({ organizationKey, name, minute, wanted, limit })
    if (wanted === 1) {
      const granted = fetch()
      const use = (number: number): boolean => {
        budget.isSpent ||= number === 0
        return number > 0
      }
      return typeof granted === 'number' ? use(granted) : granted.then(use)
    }
    const grant = (granted: number): void => {
      budget.left += granted
      budget.isSpent = granted < wanted
    }
    if (!budget.lease) {
      const granted = fetch()
      if (typeof granted === 'number') {
        grant(granted)
        return take(budget)
      }
      budget.lease = granted.then(grant).finally(() => {
        budget.lease = undefined
      })
    }
    return budget.lease.then(() => take(budget))
  }

  const requireAllowed = (isAllowed: boolean, { minute, limit }: Budget, what: string): void => {
    if (isAllowed) return
    const seconds = Math.max(1, Math.ceil(((minute + 1) * minuteMilliseconds - clock.now()) / 1_000))
    throw new Problem(
      'rate_limited',
      `The organization may make ${limit} requests a minute to ${what}. Try again in ${seconds} s.`,
      { 'retry-after': String(seconds) },
    )
  }

  const countOne = (
    organizationKey: string,
    name: string,
    limit: number | undefined,
    what: string,
  ): void | Promise<void> => {
    if (limit === undefined) return
    const budget = budgetOf(organizationKey, name, limit)
    const isAllowed = take(budget)
    if (typeof isAllowed === 'boolean') return requireAllowed(isAllowed, budget, what)
    return isAllowed.then((allowed) => requireAllowed(allowed, budget, what))
  }

  return {
    count({ key, ownLimits }, api, narrower) {
      const limit = limitOf(ownLimits.requestsPerMinute, deployment.perMinute)
      const counted = countOne(key, api, limit, `the ${api} API`)
      if (!narrower) return counted
      const narrow = limitOf(ownLimits.bulkPerMinute, deployment.bulkPerMinute)
      const countNarrower = () => countOne(key, `${api} ${narrower}`, narrow, 'POST /users/bulk')
      return counted ? counted.then(countNarrower) : countNarrower()
    },
    async read({ key, ownLimits }, api, narrower) {
      const own = narrower ? ownLimits.bulkPerMinute : ownLimits.requestsPerMinute
      const limit = limitOf(own, narrower ? deployment.bulkPerMinute : deployment.perMinute)
      const source = own === 'default' ? 'deployment' : 'organization'
      if (limit === undefined) return { source, limit: null, used: 0 }
      const name = narrower ? `${api} ${narrower}` : api
      const minute = Math.floor(clock.now() / minuteMilliseconds)
      const counted = await counter.used({ organizationKey: key, name, minute })
      const budget = budgets.get(`${key} ${name}`)
      // What this node has leased is not made yet. What the others have leased, it cannot know.
      const leased = budget?.minute === minute ? budget.left : 0
      // With a lower limit since, more may be counted than it allows.
      return { source, limit, used: Math.min(limit, Math.max(0, counted - leased)) }
    },
  }
}

const limitOf = (own: OwnLimit, deployment: number | undefined): number | undefined => {
  if (own === 'default') return deployment
  return own === 'off' ? undefined : own
}
