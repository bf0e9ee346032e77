import { type SearchedText, type SoughtText, searchedText } from './searched-text.ts'
import { hasBits, signatureBitsOf, signatureOf } from './signature-of.ts'
import type { UserSegment } from './user-segment.ts'

/** How many signatures one search makes: each takes four times as long as looking for the text. */
const signaturesAtOnce = 32

/** A text that is looked for in segments, with how it is in e-mails and usernames */
export interface SegmentSearch extends SoughtText {
  search: SearchedText
  /** Whether a segment has to be looked through */
  mayBeIn(segment: UserSegment): boolean
}

export function sign(segment: UserSegment): void {
  segment.signature = signatureOf(segment.text, segment.usernames)
}

/** @param sample a text like those that it is looked for in */
export function segmentSearch(sought: SoughtText, sample: string): SegmentSearch {
  const bits = [signatureBitsOf(sought.inName), signatureBitsOf(sought.inEmail)] as const
  let left = signaturesAtOnce
  const mayBeIn = (segment: UserSegment): boolean => {
    const [inName, inEmail] = bits
    if (!inName || !inEmail) return true
    if (!segment.signature) {
      if (left-- <= 0) return true
      sign(segment)
    }
    const { signature } = segment
    return !signature || hasBits(signature, inName) || hasBits(signature, inEmail)
  }
  return { ...sought, search: searchedText(sought.inEmail, sample), mayBeIn }
}
