import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'

type Done = (error: Error | null, addresses: LookupAddress[]) => void
type SystemLookup = (name: string, options: LookupOptions & { all: true }, done: Done) => void

/** In milliseconds. Most take a few; a name whose name servers do not answer takes ten seconds and more. */
const longLookup = 2_000
/** How long an organization with such a name looks up no other one */
const pauseMilliseconds = 30_000
/** How long the addresses of such a name are kept: where a name server of the machine is away, all lookups take long. */
const keptMilliseconds = 5 * 60_000

/** Names of an organization that wait, or are kept. Requests that were given up meanwhile still wait here. */
const mostNames = 64

/** The lookups of an organization: each name that is looked up, or waits for that, and who asks for it */
interface Lane {
  names: Map<string, { begin(): void; asking: Done[] }>
  /** Of the name that is looked up */
  underWay: string | undefined
  refusedUntil: number
  /** Of names that took long */
  kept: Map<string, { addresses: LookupAddress[]; until: number }>
}

/** Another name of the organization has taken too long. */
export class LateLookups extends Error {
  constructor() {
    super('other names of the organization take long to be looked up')
  }
}

/**
 * Lookups of names that organizations choose, and whose name servers they may choose, too. The system looks names up in two
 * threads of the process, and nothing ends a lookup: without a limit, one organization would keep all others waiting, and
 * connections to a database. Each has one lookup at a time; after one that takes long, none of another name for a while.
 */
export function createNameLookups(
  // Looked up late, since tests replace it
  system: SystemLookup = (name, options, done) => lookup(name, options, done),
  now = () => performance.now(),
) {
  const lanes = new Map<string, Lane>()

  function laneOf(organizationKey: string): Lane {
    const lane = lanes.get(organizationKey) ?? {
      names: new Map(),
      underWay: undefined,
      refusedUntil: 0,
      kept: new Map(),
    }
    lanes.set(organizationKey, lane)
    return lane
  }

  /** Answers all who ask for a name. */
  function settle(lane: Lane, name: string, ...outcome: Parameters<Done>): void {
    const asking = lane.names.get(name)?.asking ?? []
    lane.names.delete(name)
    for (const done of asking) done(...outcome)
  }

  function refuseWaiting(lane: Lane): void {
    lane.refusedUntil = now() + pauseMilliseconds
    for (const name of [...lane.names.keys()]) if (name !== lane.underWay) settle(lane, name, new LateLookups(), [])
  }

  function beginNext(organizationKey: string, lane: Lane): void {
    const [name] = lane.names.keys()
    if (lane.underWay !== undefined) return
    if (name !== undefined) {
      lane.underWay = name
      lane.names.get(name)?.begin()
    } else if (now() >= lane.refusedUntil && lane.kept.size === 0) lanes.delete(organizationKey)
  }

  /** What is kept of a name */
  function keptOf(lane: Lane, name: string): LookupAddress[] | undefined {
    for (const [each, { until }] of lane.kept) if (now() >= until) lane.kept.delete(each)
    return lane.kept.get(name)?.addresses
  }

  function end(lane: Lane, name: string, began: number, ...[error, addresses]: Parameters<Done>): void {
    if (now() - began >= longLookup) {
      refuseWaiting(lane)
      // An organization that has so many of them within the time gets no more.
      if (!error && lane.kept.size < mostNames) lane.kept.set(name, { addresses, until: now() + keptMilliseconds })
    }
    lane.underWay = undefined
    settle(lane, name, error, addresses)
  }

  return {
    lookUp(organizationKey: string, hostname: string, options: LookupOptions, done: Done): void {
      const lane = laneOf(organizationKey)
      const name = `${hostname} ${options.family} ${options.hints}`
      const kept = keptOf(lane, name)
      if (kept) {
        done(null, kept)
        return
      }
      const known = lane.names.get(name)
      if (known) {
        known.asking.push(done)
        return
      }
      if (now() < lane.refusedUntil || lane.names.size >= mostNames) {
        done(new LateLookups(), [])
        return
      }
      const begin = (): void => {
        const began = now()
        const late = setTimeout(refuseWaiting, longLookup, lane).unref()
        system(hostname, { ...options, all: true }, (...outcome) => {
          clearTimeout(late)
          end(lane, name, began, ...outcome)
          beginNext(organizationKey, lane)
        })
      }
      lane.names.set(name, { begin, asking: [done] })
      beginNext(organizationKey, lane)
    },
  }
}
