import { networkOf } from '../../../http/network-of.ts'
import type { SecurityEvent } from './security-event.ts'

const minute = 60_000
/**
 * What one network, or one caller who has proven who they are, can add to the trail of an organization in a minute,
 * besides one bucket for all the rest of it
 */
const bucketsOfSource = 8
/** What all networks together can add, besides one bucket for each action */
const bucketsOfOrganization = 60
/** How many wait at most for a database that is away */
const mostWaiting = 5_000

/** Failures of one minute that are told in the same words */
export interface Bucket {
  event: SecurityEvent
  since: number
  occurrences: number
  /** How many of them are stored already */
  stored: number
}

/** Failures that are counted and not stored yet */
export interface SecurityEventBuckets {
  count(event: SecurityEvent, now: number): void
  /** Those whose first occurrence is not stored yet, and those whose minute is over; with `all`, everything that is left. */
  due(now: number, all?: boolean): Bucket[]
  /** How many occurrences were given up since the last call, because there was no room for more to wait */
  dropped(): number
}

/**
 * Counts failures together, by what failed, for whom and from which network, in each minute. Many different ones share
 * a bucket of their network, and then one of the organization: the number of entries is bounded, the sum stays right.
 * Callers who are known have buckets of their own, which name them: nobody hides what they are refused behind what
 * anonymous callers fail at. As many as that are there are only by what the organization itself has made.
 */
export function createSecurityEventBuckets(): SecurityEventBuckets {
  let end = 0
  let current = new Map<string, Bucket>()
  /** How many buckets an organization has in this minute, in all and by network */
  let sizes = new Map<string, number>()
  let over: Bucket[] = []
  let dropped = 0

  const begin = (now: number): void => {
    // Also after the clock was set back.
    if (now < end && now >= end - minute) return
    over = [...over, ...current.values()].filter(isUnstored)
    for (const { occurrences, stored } of over.splice(0, Math.max(0, over.length - mostWaiting)))
      dropped += occurrences - stored
    current = new Map()
    sizes = new Map()
    end = now + minute
  }

  const hasRoom = (counter: string, most: number): boolean => (sizes.get(counter) ?? 0) < most
  const take = (...counters: string[]): void => {
    for (const counter of counters) sizes.set(counter, (sizes.get(counter) ?? 0) + 1)
  }

  /** The bucket itself, or one that takes what there is no room for */
  const choose = (event: SecurityEvent): [id: string, event: SecurityEvent] => {
    const { organizationKey, action, actor, entity, typed = '', triedKeys = [], details, source } = event
    const network = source.address === null ? '' : networkOf(source.address)
    const own = JSON.stringify([organizationKey, action, network, actor?.key, entity.key, typed, triedKeys, details])
    if (current.has(own)) return [own, event]
    if (actor) {
      const ofActor = JSON.stringify([organizationKey, 'actor', actor.key])
      const several = { ...withoutWhom(event), actor, source: { address: null, traceId: null } }
      if (!hasRoom(ofActor, bucketsOfSource)) return [JSON.stringify([ofActor, action]), several]
      take(ofActor)
      return [own, event]
    }
    const ofNetwork = JSON.stringify([organizationKey, network])
    const isRoomy = hasRoom(organizationKey, bucketsOfOrganization)
    if (isRoomy && hasRoom(ofNetwork, bucketsOfSource)) {
      take(organizationKey, ofNetwork)
      return [own, event]
    }
    const rest = JSON.stringify([organizationKey, action, network])
    if (current.has(rest)) return [rest, event]
    if (isRoomy) {
      take(organizationKey)
      return [rest, withoutWhom(event)]
    }
    return [
      JSON.stringify([organizationKey, action]),
      { ...withoutWhom(event), source: { address: null, traceId: null } },
    ]
  }

  return {
    count(event, now) {
      begin(now)
      const [id, told] = choose(event)
      const bucket = current.get(id)
      if (bucket) bucket.occurrences++
      else current.set(id, { event: told, since: now, occurrences: 1, stored: 0 })
    },
    due(now, all = false) {
      begin(now)
      const running = [...current.values()].filter(all ? isUnstored : ({ stored }) => stored === 0)
      return [...over.filter(isUnstored), ...running]
    },
    dropped() {
      const count = dropped
      dropped = 0
      return count
    },
  }
}

const isUnstored = ({ occurrences, stored }: Bucket): boolean => occurrences > stored

/** The same for several, of whom none is named */
const withoutWhom = ({ actor: _, typed: __, triedKeys: ___, ...event }: SecurityEvent): SecurityEvent => ({
  ...event,
  entity: { ...event.entity, key: 'several', name: null },
  details: {},
})
