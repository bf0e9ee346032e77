import { fieldEnd } from '../../../db/packed-rows.ts'
import { indexOfText, type SearchedText } from './searched-text.ts'
import type { SegmentQuestion } from './segment-question.ts'
import type { SegmentSearch } from './segment-search.ts'
import type { LinkConditions } from './user-conditions.ts'
import { never, statuses } from './user-facts.ts'
import { segmentSize, type UserSegment } from './user-segment.ts'

const words = segmentSize / 32
const active = statuses.indexOf('Active')
/** A byte for each place, 0 or 1: whether it fulfils one condition. Loops without calls fill it, each for a condition. */
const answers = new Uint8Array(segmentSize)
const fours = new Uint32Array(answers.buffer)
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
  if (isEmpty()) return
  if (status !== undefined) {
    const { statuses } = segment
    for (let place = 0; place < segmentSize; place++) answers[place] = statuses[place] === status ? 1 : 0
    keepAnswered(bits, first)
  }
  if (domains) {
    const ofUsers = segment.domains
    for (let place = 0; place < segmentSize; place++) answers[place] = domains[ofUsers[place] as number] as number
    keepAnswered(bits, first)
  }
  if (lastLoginSince !== undefined || lastLoginTo !== undefined) {
    const from = lastLoginSince ?? Number.MIN_SAFE_INTEGER
    const to = lastLoginTo ?? Number.MAX_SAFE_INTEGER
    const { lastLogins } = segment
    for (let place = 0; place < segmentSize; place++) {
      const last = lastLogins[place] as number
      answers[place] = last >= from && last <= to ? 1 : 0
    }
    keepAnswered(bits, first)
  }
  if (dormantSince !== undefined) {
    const { statuses, lastLogins, createds, createdFrom = 0 } = segment
    const since = dormantSince - createdFrom
    for (let place = 0; place < segmentSize; place++) {
      const isActive = statuses[place] === active
      const last = lastLogins[place] as number
      const isOld = last === never ? (createds[place] as number) < since : last < dormantSince
      answers[place] = isActive && isOld ? 1 : 0
    }
    keepAnswered(bits, first)
  }
  if (links && !isEmpty()) {
    answerLinks(segment, links)
    keepAnswered(bits, first)
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

/** Clears the bits of those whose answer is 0. */
function keepAnswered(bits: Uint32Array, first: number): void {
  for (let word = 0; word < words; word++) {
    let kept = 0
    for (let four = 0; four < 8; four++) {
      // The product has the four lowest bits of the bytes next to each other at its upper end.
      kept |= (Math.imul(fours[word * 8 + four] as number, 0x10204080) >>> 28) << (four * 4)
    }
    bits[first + word] = (bits[first + word] as number) & kept
  }
}

/** Puts together what each user's links say, and answers by it. */
function answerLinks(segment: UserSegment, { bits, bitsOfTimed, answers: ofLinks }: LinkConditions): void {
  const { links, linkStarts, timedRoles } = segment
  let at = 0
  for (let place = 0; place < segmentSize; place++) {
    const end = linkStarts[place + 1] as number
    let has = 0
    for (; at < end; at++) has |= bits[links[at] as number] as number
    answers[place] = has
  }
  for (const [place, roles] of timedRoles ?? []) {
    for (const role of roles) answers[place] = (answers[place] as number) | bitsOfTimed(role)
  }
  for (let place = 0; place < segmentSize; place++) answers[place] = ofLinks[answers[place] as number] as number
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
