import { packKey } from './compare-keys.ts'
import type { NumberedNames } from './numbered-names.ts'
import { type Part, packParts, unpackParts } from './pack-parts.ts'
import { never, type TimedRole, type UserFacts } from './user-facts.ts'

export const segmentBits = 10
/** How many users one segment has: few enough to write it anew whenever one of them changes */
export const segmentSize = 1 << segmentBits
export const segmentMask = segmentSize - 1

const halfOfRange = 2 ** 31

type Numbers = Uint16Array | Uint32Array

/** The facts of up to 1,024 users, each at a place of its own, in few objects. Places may be free. */
export class UserSegment {
  keys = new Uint32Array(segmentSize * 4)
  statuses = new Uint8Array(segmentSize)
  lastLogins = new Float64Array(segmentSize).fill(never)
  /** Milliseconds since `createdFrom`: those who follow each other by key were created soon after each other. */
  createds: Uint32Array | Float64Array = new Uint32Array(segmentSize)
  createdFrom: number | undefined
  /** 0: no e-mail */
  domains: Numbers = new Uint16Array(segmentSize)
  /** A bit for each place that is taken */
  taken = new Uint32Array(segmentSize / 32)
  /** Names and e-mails of all, one after the other */
  text = ''
  starts: Numbers = new Uint16Array(segmentSize + 1)
  usernames = ''
  usernameStarts: Numbers | undefined
  /** The numbers of what the users are linked to, one user after the other */
  links: Numbers = new Uint16Array(0)
  linkStarts: Numbers = new Uint16Array(segmentSize + 1)
  timedRoles: Map<number, TimedRole[]> | undefined
  /** Of what names, e-mails and usernames have, once it was asked for: see `signatureOf` */
  signature: Uint8Array | undefined
  /** How often users of it were written */
  writes = 0

  /** About how much memory it takes */
  get bytes(): number {
    const arrays = [
      this.keys,
      this.statuses,
      this.lastLogins,
      this.createds,
      this.domains,
      this.taken,
      this.starts,
      this.links,
      this.linkStarts,
    ]
    const all = arrays.reduce((sum, array) => sum + array.byteLength + 100, 0)
    const timed = (this.timedRoles?.size ?? 0) * 250
    return (
      all +
      this.text.length +
      (this.signature?.byteLength ?? 0) +
      this.usernames.length +
      (this.usernameStarts?.byteLength ?? 0) +
      timed
    )
  }

  isTaken(place: number): boolean {
    return ((this.taken[place >> 5] as number) & (1 << (place & 31))) !== 0
  }

  textOf(place: number): string {
    return this.text.slice(this.starts[place], this.starts[place + 1])
  }

  /** Puts users at places, or nobody. */
  write(changes: Changes, links: NumberedNames, domains: NumberedNames): void {
    for (const [place, facts] of changes) {
      const bit = 1 << (place & 31)
      if (facts) this.taken[place >> 5] = (this.taken[place >> 5] as number) | bit
      else this.taken[place >> 5] = (this.taken[place >> 5] as number) & ~bit
      if (facts) packKey(this.keys, place, Buffer.from(facts.key, 'latin1'))
      this.statuses[place] = facts?.status ?? 0
      this.lastLogins[place] = facts?.lastLogin ?? never
      if (facts) this.setCreated(place, facts.created)
      const domain = facts?.domain == null ? 0 : domains.numberOf(facts.domain) + 1
      if (domain > 0xffff && this.domains instanceof Uint16Array) this.domains = Uint32Array.from(this.domains)
      this.domains[place] = domain
      if (facts?.timedRoles.length) {
        this.timedRoles ??= new Map()
        this.timedRoles.set(place, facts.timedRoles.map(copyOf))
      } else this.timedRoles?.delete(place)
    }
    this.signature = undefined
    this.writes++
    const places = [...changes.keys()].sort((a, b) => a - b)
    this.#writeTexts(places, changes)
    this.#writeLinks(places, changes, links)
  }

  /** @param created milliseconds since 1970 */
  setCreated(place: number, created: number): void {
    // As much room before the first one as after it: 24 days.
    this.createdFrom ??= created - halfOfRange
    const since = created - this.createdFrom
    if (this.createds instanceof Float64Array || (since >= 0 && since < 2 * halfOfRange)) {
      this.createds[place] = since
      return
    }
    this.createds = Float64Array.from(this.createds)
    this.createds[place] = since
  }

  #writeTexts(places: readonly number[], changes: Changes): void {
    const texts = joined(this.text, this.starts, places, (place) => changes.get(place)?.text ?? '')
    this.text = texts.text
    this.starts = texts.starts
    const hasUsernames = this.usernames !== '' || changes.values().some((facts) => facts?.usernames)
    if (!hasUsernames) return
    const starts = this.usernameStarts ?? new Uint16Array(segmentSize + 1)
    const usernames = joined(this.usernames, starts, places, (place) => changes.get(place)?.usernames ?? '')
    this.usernames = usernames.text
    this.usernameStarts = usernames.starts
  }

  #writeLinks(places: readonly number[], changes: Changes, names: NumberedNames): void {
    const numbers = places.map((place) => (changes.get(place)?.links ?? []).map((link) => names.numberOf(link)))
    const starts = movedStarts(this.linkStarts, places, (index) => (numbers[index] as number[]).length)
    const isWide = this.links instanceof Uint32Array || numbers.some((some) => some.some((number) => number > 0xffff))
    const links = new (isWide ? Uint32Array : Uint16Array)(starts[segmentSize] as number)
    for (let index = 0, next = 0; index <= places.length; index++) {
      const place = places[index] ?? segmentSize
      links.set(this.links.subarray(this.linkStarts[next], this.linkStarts[place]), starts[next])
      if (index < places.length) links.set(numbers[index] as number[], starts[place])
      next = place + 1
    }
    this.links = links
    this.linkStarts = starts
  }

  /** All of it as bytes */
  pack(): Buffer {
    const timed = this.timedRoles && JSON.stringify([...this.timedRoles])
    return packParts([
      ...[this.keys, this.statuses, this.lastLogins, this.createds, this.domains, this.taken, this.text, this.starts],
      ...[
        this.usernames,
        this.usernameStarts,
        this.links,
        this.linkStarts,
        timed,
        Float64Array.of(this.createdFrom ?? 0),
      ],
    ])
  }

  static unpack(packed: Buffer): UserSegment {
    const segment = new UserSegment()
    const parts = unpackParts(packed)
    let at = 0
    const next = <T extends Part>(): T => parts[at++] as T
    segment.keys = next()
    segment.statuses = next()
    segment.lastLogins = next()
    segment.createds = next()
    segment.domains = next()
    segment.taken = next()
    segment.text = next()
    segment.starts = next()
    segment.usernames = next()
    segment.usernameStarts = next()
    segment.links = next()
    segment.linkStarts = next()
    const timed = next<string | undefined>()
    segment.createdFrom = next<Float64Array>()[0]
    segment.timedRoles = timed === undefined ? undefined : new Map(JSON.parse(timed))
    return segment
  }
}

type Changes = ReadonlyMap<number, UserFacts | undefined>

/** A text of its own: a part of another one would keep all of that in memory. */
const copied = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')

const copyOf = ({ role, start, end }: TimedRole): TimedRole => ({
  role: copied(role),
  start: start === null ? null : copied(start),
  end: end === null ? null : copied(end),
})

/** The texts of all places with those of some changed: what lies between these is taken over as it is. */
function joined(
  text: string,
  starts: Numbers,
  places: readonly number[],
  textOf: (place: number) => string,
): { text: string; starts: Numbers } {
  const changed = places.map(textOf)
  const parts: string[] = []
  let next = 0
  for (const [index, place] of places.entries()) {
    if (next < place) parts.push(text.slice(starts[next], starts[place]))
    parts.push(changed[index] as string)
    next = place + 1
  }
  parts.push(text.slice(starts[next]))
  return {
    text: copied(parts.join('')),
    starts: movedStarts(starts, places, (index) => (changed[index] as string).length),
  }
}

/** Where everything begins once these places have other lengths */
function movedStarts(starts: Numbers, places: readonly number[], lengthOf: (index: number) => number): Numbers {
  const moved = new Uint32Array(segmentSize + 1)
  let index = 0
  for (let place = 0, at = 0; place < segmentSize; place++) {
    if (place === places[index]) at += lengthOf(index++)
    else at += (starts[place + 1] as number) - (starts[place] as number)
    moved[place + 1] = at
  }
  return (moved[segmentSize] as number) > 0xffff ? moved : Uint16Array.from(moved)
}
