import { hash } from 'node:crypto'
import type { UserConditions } from './user-conditions.ts'
import type { UserSegment } from './user-segment.ts'

/** 125 kB each, for a million users */
const mostSelections = 16

interface Selection {
  /** A bit for each slot */
  bits: Uint32Array
  /** `writes` of each segment when its bits were found */
  writes: (number | undefined)[]
}

/**
 * The answers to the conditions that were asked last. Whoever reads page after page, or counts what was listed, has only those
 * segments looked through whose users have changed since.
 */
export class RememberedSelections {
  /** The one that was asked last comes last. */
  readonly #selections = new Map<string, Selection>()

  get bytes(): number {
    return this.#selections.values().reduce((sum, { bits, writes }) => sum + bits.byteLength + writes.length * 8, 0)
  }

  /**
   * A bit for each slot, not to be changed.
   * @param wordsOfSegment how many words of 32 bits a segment has
   * @param select writes the bits of one segment, from this word on
   */
  find(
    conditions: UserConditions,
    segments: readonly UserSegment[],
    wordsOfSegment: number,
    select: (segment: UserSegment, bits: Uint32Array, first: number) => void,
  ): Uint32Array {
    const key = keyOf(conditions)
    const known = this.#selections.get(key)
    const bits = ofLength(known?.bits, segments.length * wordsOfSegment)
    const writes = known?.writes ?? []
    const isTimed = dependsOnTime(conditions)
    for (const [index, segment] of segments.entries()) {
      if (writes[index] === segment.writes) continue
      select(segment, bits, index * wordsOfSegment)
      writes[index] = isTimed && segment.timedRoles ? undefined : segment.writes
    }
    this.#selections.delete(key)
    this.#selections.set(key, { bits, writes })
    const [oldest] = this.#selections.keys()
    if (this.#selections.size > mostSelections && oldest !== undefined) this.#selections.delete(oldest)
    return bits
  }
}

/** The same for conditions that select the same users, whenever they are asked and wherever a page begins */
const keyOf = ({ now: _, afterKey: _after, ...conditions }: UserConditions): string =>
  hash('sha256', JSON.stringify(conditions), 'base64')

/** Organization roles begin and end without a write. */
const dependsOnTime = ({ isMember, organizationRoleKey, visible }: UserConditions): boolean =>
  isMember || organizationRoleKey !== undefined || visible !== undefined

function ofLength(bits: Uint32Array | undefined, length: number): Uint32Array {
  if (bits?.length === length) return bits
  const longer = new Uint32Array(length)
  if (bits) longer.set(bits)
  return longer
}
