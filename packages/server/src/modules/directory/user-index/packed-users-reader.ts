import { fieldEnd, nullField } from '../../../db/packed-rows.ts'
import { compareKeys } from './compare-keys.ts'
import { NumberedBytes } from './numbered-bytes.ts'
import { NumberedKeys } from './numbered-keys.ts'
import type { NumberedNames } from './numbered-names.ts'
import { PackedKeys } from './packed-keys.ts'
import { PackedTimes } from './packed-times.ts'
import type { PackedUsers } from './packed-users-repository.ts'
import { type LinkKind, statuses, type TimedRole } from './user-facts.ts'
import { segmentSize, UserSegment } from './user-segment.ts'

const end = fieldEnd.charCodeAt(0)
const nothing = nullField.charCodeAt(0)
const ended = Buffer.of(end)
const mapped = 'M'.charCodeAt(0)
/** Their third letters are different ones. */
const statusOfLetter = new Map(statuses.map((status, index) => [status.charCodeAt(2), index]))

/** What is read for some segments */
interface Batch {
  count: number
  keys: PackedKeys
  texts: Buffer
  /** Where the e-mail of each begins, and where its text ends */
  emails: Uint32Array
  textEnds: Uint32Array
  /** The numbers of all links in the order of the tables, and whose each is */
  links: number[]
  linkUsers: number[]
  timedRoles: Map<number, TimedRole[]>
  usernames: Map<number, string>
}

/**
 * Makes segments of what was read of many users, without an object for each user, or a text for each field. The numbers of
 * links and domains are remembered from one call to the next.
 */
export class PackedUsersReader {
  readonly #links: Record<LinkKind, NumberedKeys>
  readonly #domains: NumberedBytes
  readonly #times = new PackedTimes()

  constructor(links: NumberedNames, domains: NumberedNames) {
    const kind = (letter: LinkKind) => new NumberedKeys(links, letter)
    this.#links = { R: kind('R'), A: kind('A'), M: kind('M'), E: kind('E'), O: kind('O') }
    this.#domains = new NumberedBytes(domains)
  }

  /**
   * @returns segments that are full, but for the last one, and how many users they have
   * @throws Error where rows did not come in the order of the keys
   */
  read(packed: PackedUsers): { segments: UserSegment[]; count: number } {
    const keys = new PackedKeys(packed.users.keys, packed.keyBytes)
    const batch: Batch = {
      count: keys.length,
      keys,
      texts: bufferOf(packed.users.texts),
      ...textsOf(bufferOf(packed.users.texts), keys.length),
      ...{ links: [], linkUsers: [], timedRoles: new Map(), usernames: new Map() },
    }
    this.#readLinks(packed, batch)
    this.#readOrganizationRoles(packed, batch)
    readUsernames(packed, batch)
    const segments: UserSegment[] = []
    for (let from = 0; from < batch.count; from += segmentSize) {
      const segment = new UserSegment()
      writeKeys(segment, batch, from)
      writeTexts(segment, batch, from)
      segments.push(segment)
    }
    this.#writeFacts(segments, packed, batch)
    writeLinks(segments, batch)
    return { segments, count: batch.count }
  }

  #readLinks({ applicationRoles, groups, logins }: PackedUsers, batch: Batch): void {
    const { links, linkUsers } = batch
    const { keyBytes } = batch.keys
    const readAll = (rows: typeof applicationRoles, numbersAt: (row: number) => NumberedKeys): void => {
      if (!rows) return
      const others = new PackedKeys(rows.others, keyBytes)
      forEachRow(batch.keys, new PackedKeys(rows.users, keyBytes), (row, user) => {
        linkUsers.push(user)
        links.push(numbersAt(row).numberOf(others, row))
      })
    }
    const { R, A, M, E } = this.#links
    readAll(applicationRoles, () => R)
    readAll(groups, (row) => (groups?.types[row * 2] === mapped ? M : A))
    readAll(logins, () => E)
  }

  #readOrganizationRoles({ organizationRoles: rows }: PackedUsers, batch: Batch): void {
    if (!rows) return
    const { keyBytes } = batch.keys
    const others = new PackedKeys(rows.others, keyBytes)
    const times = bufferOf(rows.times).toString('latin1').split(fieldEnd)
    forEachRow(batch.keys, new PackedKeys(rows.users, keyBytes), (row, user) => {
      const [start, end] = [timeOf(times[row * 2]), timeOf(times[row * 2 + 1])]
      if (start === null && end === null) {
        batch.linkUsers.push(user)
        batch.links.push(this.#links.O.numberOf(others, row))
        return
      }
      const roles = batch.timedRoles.get(user) ?? []
      batch.timedRoles.set(user, roles)
      roles.push({ role: `O${others.textOf(row)}`, start, end })
    })
  }

  #writeFacts(segments: readonly UserSegment[], packed: PackedUsers, { count, timedRoles }: Batch): void {
    const facts = bufferOf(packed.users.facts)
    for (let user = 0, at = 0; user < count; user++) {
      const segment = segments[Math.floor(user / segmentSize)] as UserSegment
      const place = user % segmentSize
      const login = endOf(facts, at + 3) + 1
      const created = endOf(facts, login) + 1
      const domainAt = endOf(facts, created) + 1
      const domainEnd = endOf(facts, domainAt)
      segment.statuses[place] = statusOfLetter.get(facts[at + 2] as number) as number
      segment.lastLogins[place] = this.#times.read(facts, login, created - 1)
      segment.setCreated(place, this.#times.read(facts, created, domainAt - 1))
      at = domainEnd + 1
      const isNone = facts[domainAt] === nothing
      const domain = isNone ? 0 : this.#domains.numberOf(facts, domainAt, domainEnd) + 1
      if (domain > 0xffff && segment.domains instanceof Uint16Array) segment.domains = Uint32Array.from(segment.domains)
      segment.domains[place] = domain
      const timed = timedRoles.get(user)
      if (!timed) continue
      segment.timedRoles ??= new Map()
      segment.timedRoles.set(place, timed)
    }
  }
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)

/** A text of its own: a part of another one would keep all of that in memory. */
const timeOf = (text = nullField): string | null =>
  text === nullField ? null : Buffer.from(text, 'latin1').toString('latin1')

/** Where a field ends: with the block, or before what ends it */
function endOf(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== end) at++
  return at
}

function textsOf(texts: Buffer, count: number): Pick<Batch, 'emails' | 'textEnds'> {
  const [emails, textEnds] = [new Uint32Array(count), new Uint32Array(count)]
  for (let user = 0, at = 0; user < count; user++) {
    const email = endOf(texts, at) + 1
    emails[user] = email
    at = endOf(texts, email) + 1
    textEnds[user] = at
  }
  return { emails, textEnds }
}

/** Calls with the user of each row. Both are in the order of the keys. */
function forEachRow(users: PackedKeys, rows: PackedKeys, call: (row: number, user: number) => void): void {
  let user = 0
  for (let row = 0; row < rows.length; row++) {
    while (user < users.length && !rows.isSame(row, users, user)) user++
    if (user === users.length) throw new Error('what belongs to users was not read in the order of their keys')
    call(row, user)
  }
}

/** Usernames that are the e-mail are not told twice. */
function readUsernames({ usernames: rows }: PackedUsers, { keys, texts, emails, ...batch }: Batch): void {
  if (!rows) return
  const names = bufferOf(rows.texts)
  let at = 0
  forEachRow(keys, new PackedKeys(rows.users, keys.keyBytes), (_row, user) => {
    const [from, to] = [at, endOf(names, at)]
    at = to + 1
    const email = emails[user] as number
    const length = (batch.textEnds[user] as number) - 1 - email
    if (to - from === length && isSame(names, from, texts, email, length)) return
    batch.usernames.set(user, (batch.usernames.get(user) ?? '') + names.toString('latin1', from, to) + fieldEnd)
  })
}

function isSame(one: Buffer, from: number, other: Buffer, otherFrom: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (one[from + index] !== other[otherFrom + index]) return false
  return true
}

function writeKeys({ keys, taken }: UserSegment, batch: Batch, from: number): void {
  const count = Math.min(segmentSize, batch.count - from)
  for (let place = 0; place < count; place++) {
    batch.keys.copy(from + place, keys, place)
    taken[place >> 5] = (taken[place >> 5] as number) | (1 << (place & 31))
    if (place > 0 && compareKeys(keys, place - 1, keys, place) >= 0)
      throw new Error('users were not read in the order of their keys')
  }
}

function writeTexts(segment: UserSegment, { count, texts, textEnds, usernames }: Batch, from: number): void {
  const to = Math.min(from + segmentSize, count)
  const begin = from === 0 ? 0 : (textEnds[from - 1] as number)
  const finish = textEnds[to - 1] as number
  // The last one of all is not ended.
  segment.text =
    finish > texts.length
      ? Buffer.concat([texts.subarray(begin), ended]).toString('latin1')
      : texts.toString('latin1', begin, finish)
  segment.starts = startsOf((place) => (textEnds[Math.min(from + place, to - 1)] as number) - begin)
  const own = Array.from({ length: to - from }, (_, place) => usernames.get(from + place) ?? '')
  if (own.every((text) => text === '')) return
  segment.usernames = Buffer.from(own.join(''), 'latin1').toString('latin1')
  let at = 0
  segment.usernameStarts = startsOf((place) => {
    at += own[place]?.length ?? 0
    return at
  })
}

/** @param endAt where what is at a place ends */
function startsOf(endAt: (place: number) => number): Uint16Array | Uint32Array {
  const starts = new Uint32Array(segmentSize + 1)
  for (let place = 0; place < segmentSize; place++) starts[place + 1] = endAt(place)
  return (starts[segmentSize] as number) > 0xffff ? starts : Uint16Array.from(starts)
}

function writeLinks(segments: readonly UserSegment[], { links, linkUsers }: Batch): void {
  const counts = new Uint32Array(segments.length * segmentSize)
  for (const user of linkUsers) counts[user] = (counts[user] as number) + 1
  const most = links.reduce((most, number) => (number > most ? number : most), 0)
  const next = new Uint32Array(counts.length)
  const all = segments.map((segment, index) => {
    const first = index * segmentSize
    let at = 0
    segment.linkStarts = startsOf((place) => {
      next[first + place] = at
      at += counts[first + place] as number
      return at
    })
    segment.links = new (most > 0xffff ? Uint32Array : Uint16Array)(at)
    return segment.links
  })
  for (let link = 0; link < links.length; link++) {
    const user = linkUsers[link] as number
    const at = next[user] as number
    next[user] = at + 1
    ;(all[Math.floor(user / segmentSize)] as Uint32Array)[at] = links[link] as number
  }
}
