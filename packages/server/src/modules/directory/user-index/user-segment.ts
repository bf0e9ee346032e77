import { packKey } from './compare-keys.ts'
import type { NumberedNames } from './numbered-names.ts'
import { never, type TimedRole, type UserFacts } from './user-facts.ts'

export const segmentBits = 10
/** How many users one segment has: few enough to write it anew whenever one of them changes */
export const segmentSize = 1 << segmentBits
export const segmentMask = segmentSize - 1

type Numbers = Uint16Array | Uint32Array

/** The facts of up to 1,024 users, each at a place of its own, in few objects. Places may be free. */
export class UserSegment {
  readonly keys = new Uint32Array(segmentSize * 4)
  readonly statuses = new Uint8Array(segmentSize)
  readonly lastLogins = new Float64Array(segmentSize).fill(never)
  /** 0: no e-mail */
  domains: Numbers = new Uint16Array(segmentSize)
  /** A bit for each place that is taken */
  readonly taken = new Uint32Array(segmentSize / 32)
  /** Names and e-mails of all, one after the other */
  text = ''
  starts: Numbers = new Uint16Array(segmentSize + 1)
  usernames = ''
  usernameStarts: Numbers | undefined
  /** The numbers of what the users are linked to, one user after the other */
  links: Numbers = new Uint16Array(0)
  linkStarts: Numbers = new Uint16Array(segmentSize + 1)
  timedRoles: Map<number, TimedRole[]> | undefined

  /** About how much memory it takes */
  get bytes(): number {
    const arrays = [
      this.keys,
      this.statuses,
      this.lastLogins,
      this.domains,
      this.taken,
      this.starts,
      this.links,
      this.linkStarts,
    ]
    const all = arrays.reduce((sum, array) => sum + array.byteLength + 100, 0)
    const timed = (this.timedRoles?.size ?? 0) * 250
    return all + this.text.length + this.usernames.length + (this.usernameStarts?.byteLength ?? 0) + timed
  }

  isTaken(place: number): boolean {
    return ((this.taken[place >> 5] as number) & (1 << (place & 31))) !== 0
  }

  textOf(place: number): string {
    return this.text.slice(this.starts[place], this.starts[place + 1])
  }

  /** Puts users at places, or nobody. */
  write(changes: ReadonlyMap<number, UserFacts | undefined>, links: NumberedNames, domains: NumberedNames): void {
    for (const [place, facts] of changes) {
      const bit = 1 << (place & 31)
      if (facts) this.taken[place >> 5] = (this.taken[place >> 5] as number) | bit
      else this.taken[place >> 5] = (this.taken[place >> 5] as number) & ~bit
      if (facts) packKey(this.keys, place, facts.key)
      this.statuses[place] = facts?.status ?? 0
      this.lastLogins[place] = facts?.lastLogin ?? never
      const domain = facts?.domain == null ? 0 : domains.numberOf(facts.domain) + 1
      if (domain > 0xffff && this.domains instanceof Uint16Array) this.domains = Uint32Array.from(this.domains)
      this.domains[place] = domain
      if (facts?.timedRoles.length) {
        this.timedRoles ??= new Map()
        this.timedRoles.set(place, facts.timedRoles.map(copyOf))
      } else this.timedRoles?.delete(place)
    }
    this.#writeTexts(changes)
    this.#writeLinks(changes, links)
  }

  #writeTexts(changes: ReadonlyMap<number, UserFacts | undefined>): void {
    const texts = joined(this.text, this.starts, changes, (facts) => facts.text)
    this.text = texts.text
    this.starts = texts.starts
    const hasUsernames = this.usernames !== '' || changes.values().some((facts) => facts?.usernames)
    if (!hasUsernames) return
    const usernames = joined(this.usernames, this.usernameStarts, changes, (facts) => facts.usernames)
    this.usernames = usernames.text
    this.usernameStarts = usernames.starts
  }

  #writeLinks(changes: ReadonlyMap<number, UserFacts | undefined>, names: NumberedNames): void {
    const numbers: number[] = []
    const starts: number[] = [0]
    let largest = 0
    for (let place = 0; place < segmentSize; place++) {
      if (changes.has(place)) for (const link of changes.get(place)?.links ?? []) numbers.push(names.numberOf(link))
      else {
        const end = this.linkStarts[place + 1] as number
        for (let at = this.linkStarts[place] as number; at < end; at++) numbers.push(this.links[at] as number)
      }
      starts.push(numbers.length)
    }
    for (const number of numbers) if (number > largest) largest = number
    this.links = numbersOf(numbers, largest)
    this.linkStarts = numbersOf(starts, numbers.length)
  }
}

const numbersOf = (numbers: number[], largest: number): Numbers =>
  largest > 0xffff ? Uint32Array.from(numbers) : Uint16Array.from(numbers)

/** A text of its own: a part of another one would keep all of that in memory. */
const copied = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')

const copyOf = ({ role, start, end }: TimedRole): TimedRole => ({
  role: copied(role),
  start: start === null ? null : copied(start),
  end: end === null ? null : copied(end),
})

/** The texts of all places with those of some changed */
function joined(
  text: string,
  starts: Numbers | undefined,
  changes: ReadonlyMap<number, UserFacts | undefined>,
  textOf: (facts: UserFacts) => string,
): { text: string; starts: Numbers } {
  const parts: string[] = []
  const newStarts: number[] = [0]
  let length = 0
  for (let place = 0; place < segmentSize; place++) {
    const facts = changes.get(place)
    const part = changes.has(place)
      ? facts
        ? textOf(facts)
        : ''
      : starts
        ? text.slice(starts[place], starts[place + 1])
        : ''
    if (part !== '') parts.push(part)
    length += part.length
    newStarts.push(length)
  }
  return { text: copied(parts.join('')), starts: numbersOf(newStarts, length) }
}
