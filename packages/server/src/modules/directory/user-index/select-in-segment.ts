import { fieldEnd } from '../../../db/packed-rows.ts'
import { indexOfText, type SearchedText } from './searched-text.ts'
import type { SegmentSearch } from './segment-search.ts'
import type { LinkConditions } from './user-conditions.ts'
import { statuses } from './user-facts.ts'
import { segmentSize, type UserSegment } from './user-segment.ts'

/** What is asked of each user, by the numbers of an index */
export interface SegmentQuestion {
  status: number | undefined
  /** 1 for each domain that is asked for, by its number */
  domains: Uint8Array | undefined
  lastLoginSince: number | undefined
  lastLoginTo: number | undefined
  dormantSince: number | undefined
  nameOrEmail: SegmentSearch | undefined
  nameOrEmailOrUsername: SegmentSearch | undefined
  links: LinkConditions | undefined
}

const words = segmentSize / 32
const active = statuses.indexOf('Active')
/** Where the answers of one condition are put together */
const scratch = new Uint8Array(segmentSize)
const found = new Uint32Array(words)

/** Clears the bits of those who do not fulfil the question, from `first` on, which has a word for each 32 places. */
export function selectInSegment(
  segment: UserSegment,
  question: SegmentQuestion,
  bits: Uint32Array,
  first: number,
): void {
  const { status, domains, lastLoginSince, lastLoginTo, links, nameOrEmail, nameOrEmailOrUsername } = question
  const { dormantSince } = question
  const isEmpty = (): boolean => {
    for (let word = 0; word < words; word++) if (bits[first + word] !== 0) return false
    return true
  }
  const keep = (answer: (place: number) => boolean): void => {
    for (let word = 0; word < words; word++) {
      let left = bits[first + word] as number
      if (left === 0) continue
      let kept = 0
      for (let bit = 0; bit < 32; bit++) if (answer(word * 32 + bit)) kept |= 1 << bit
      left &= kept
      bits[first + word] = left
    }
  }
  if (isEmpty()) return
  if (status !== undefined) {
    const { statuses } = segment
    keep((place) => statuses[place] === status)
  }
  if (domains) {
    const ofUsers = segment.domains
    keep((place) => domains[ofUsers[place] as number] === 1)
  }
  if (lastLoginSince !== undefined || lastLoginTo !== undefined) {
    const from = lastLoginSince ?? Number.MIN_SAFE_INTEGER
    const to = lastLoginTo ?? Number.MAX_SAFE_INTEGER
    const { lastLogins } = segment
    keep((place) => (lastLogins[place] as number) >= from && (lastLogins[place] as number) <= to)
  }
  if (dormantSince !== undefined) {
    const { statuses, lastLogins, createds, createdFrom = 0 } = segment
    const since = dormantSince - createdFrom
    keep(
      (place) =>
        statuses[place] === active &&
        (createds[place] as number) < since &&
        (lastLogins[place] as number) < dormantSince,
    )
  }
  if (links) {
    gatherLinks(segment, links)
    const { answers } = links
    keep((place) => answers[scratch[place] as number] === 1)
  }
  for (const [text, withUsernames] of [
    [nameOrEmail, false],
    [nameOrEmailOrUsername, true],
  ] as const) {
    if (!text || isEmpty()) continue
    found.fill(0)
    if (text.mayBeIn(segment)) {
      findTexts(segment, text)
      if (withUsernames) findUsernames(segment, text.search)
    }
    for (let word = 0; word < words; word++)
      bits[first + word] = (bits[first + word] as number) & (found[word] as number)
  }
}

/** Puts together what each user's links say. */
function gatherLinks(segment: UserSegment, { bits, bitsOfTimed }: LinkConditions): void {
  const { links, linkStarts, timedRoles } = segment
  let at = 0
  for (let place = 0; place < segmentSize; place++) {
    const end = linkStarts[place + 1] as number
    let has = 0
    for (; at < end; at++) has |= bits[links[at] as number] as number
    scratch[place] = has
  }
  for (const [place, roles] of timedRoles ?? []) {
    for (const role of roles) scratch[place] = (scratch[place] as number) | bitsOfTimed(role)
  }
}

function findTexts({ text, starts }: UserSegment, { inName, inEmail, search }: SegmentSearch): void {
  if (inName === inEmail) {
    find(text, starts, search)
    return
  }
  // A name and an e-mail are looked for by different texts, so each is looked at by itself.
  for (let place = 0; place < segmentSize; place++) {
    const start = starts[place] as number
    const end = starts[place + 1] as number
    if (start === end) continue
    const own = text.slice(start, end)
    const email = own.indexOf(fieldEnd) + 1
    const inOwnName = own.indexOf(inName)
    if ((inOwnName >= 0 && inOwnName < email) || own.indexOf(inEmail, email) >= 0) mark(place)
  }
}

function findUsernames({ usernames, usernameStarts }: UserSegment, search: SearchedText): void {
  if (usernameStarts) find(usernames, usernameStarts, search)
}

function find(text: string, starts: ArrayLike<number>, search: SearchedText): void {
  let place = 0
  for (let at = indexOfText(text, search, 0); at >= 0; at = indexOfText(text, search, starts[place] as number)) {
    while ((starts[place + 1] as number) <= at) place++
    mark(place)
    place++
    if (place === segmentSize) return
  }
}

function mark(place: number): void {
  found[place >> 5] = (found[place >> 5] as number) | (1 << (place & 31))
}
