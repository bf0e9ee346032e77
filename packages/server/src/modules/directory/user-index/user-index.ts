import { fieldEnd } from '../../../db/packed-rows.ts'
import { compareKeys, packKey, unpackKey } from './compare-keys.ts'
import { compareUserTexts, wordOfTime } from './compare-user-texts.ts'
import { countBits } from './count-bits.ts'
import { isMoved, type OrderName, orderNames } from './is-moved.ts'
import { NumberedNames } from './numbered-names.ts'
import { type PackedIndex, type Packing, packParts, unpackParts } from './pack-parts.ts'
import { PackedUsersReader } from './packed-users-reader.ts'
import { placedTexts, type SortTexts, wordsOfTexts } from './placed-texts.ts'
import { RememberedSelections } from './remembered-selections.ts'
import { nothing, type SegmentQuestion, segmentQuestion } from './segment-question.ts'
import { sign } from './segment-search.ts'
import { selectInSegment } from './select-in-segment.ts'
import { slotsInOrder, sortSlots, type WordAt } from './sort-slots.ts'
import type { UserConditions } from './user-conditions.ts'
import { statuses, type UserFacts } from './user-facts.ts'
import { type SlotPage, UserOrder } from './user-order.ts'
import { segmentBits, segmentMask, segmentSize, UserSegment } from './user-segment.ts'

type UserSortField = 'key' | 'name' | 'email' | 'status' | 'lastLogin'

const wordsOfSegment = segmentSize / 32

/**
 * The users of one organization in memory: their facts, each at a slot of its own, and the orders of their keys, names,
 * e-mails and last sign-ins. A condition is a bit for each slot, a total the number of bits, a page a walk along an order.
 */
export class UserIndex {
  readonly #segments: UserSegment[] = []
  readonly #links = new NumberedNames()
  readonly #domains = new NumberedNames()
  readonly #free: number[] = []
  /** How many slots there are, taken or free */
  #slots = 0
  readonly #orders = this.#emptyOrders()
  /** While the index is packed: segments that have changed since then, as they were */
  #packing: Packing | undefined
  readonly #remembered = new RememberedSelections()
  /** Where the key that is looked for is written */
  readonly #sought = new Uint32Array(4)

  get size(): number {
    return this.#orders.key.length
  }

  /** About how much memory it takes */
  get bytes(): number {
    const orders = Object.values(this.#orders).reduce((sum, order) => sum + order.bytes, 0)
    return this.#segments.reduce(
      (sum, segment) => sum + segment.bytes,
      orders + this.#links.bytes + this.#domains.bytes + this.#remembered.bytes,
    )
  }

  /** Adds users while the index is built: those whose keys follow, in full segments until the last ones. */
  append(segments: readonly UserSegment[], users: number): void {
    if ((this.#slots & segmentMask) !== 0) throw new Error('users are added after a segment that is not full')
    this.#segments.push(...segments)
    this.#slots += users
  }

  /** What makes segments for this index */
  packedUsersReader(): PackedUsersReader {
    return new PackedUsersReader(this.#links, this.#domains)
  }

  /**
   * Puts the users in order. `pause` lets others work, now and then.
   * @param sortTexts sorts the slots of the names, beside what is sorted here
   */
  async finish(sortTexts: SortTexts, pause: () => Promise<void>): Promise<void> {
    const { names, emails } = await placedTexts(this.#segments, pause)
    const count = this.#slots
    const wordOfLogin: WordAt = (slot, position) => wordOfTime(this.#lastLogin(slot), position)
    const sortOthers = async () => ({
      email: await sortSlots(count, wordsOfTexts(emails), pause),
      lastLogin: await sortSlots(count, wordOfLogin, pause),
    })
    const [name, others] = await Promise.all([sortTexts(names, count), sortOthers()])
    const sorted = { key: slotsInOrder(count), name, ...others }
    for (const order of orderNames) this.#orders[order] = this.#orders[order].with(sorted[order])
  }

  /** Makes the signatures of the segments that lack one, so that searches need not. */
  async sign(pause: () => Promise<void>): Promise<void> {
    for (const segment of this.#segments) {
      if (segment.signature) continue
      sign(segment)
      await pause()
    }
  }

  /** Puts the facts of users in the place of those that were known. Keys without facts are those of users who are gone. */
  update(keys: readonly string[], facts: readonly UserFacts[]): void {
    const factsOf = new Map(facts.map((user) => [user.key, user]))
    const changes = new Map<number, Map<number, UserFacts | undefined>>()
    const leaving: Record<OrderName, number[]> = { key: [], name: [], email: [], lastLogin: [] }
    const coming: Record<OrderName, number[]> = { key: [], name: [], email: [], lastLogin: [] }
    const gone: number[] = []
    for (const key of new Set(keys)) {
      const user = factsOf.get(key)
      const known = this.#slotOf(key)
      if (known === undefined && !user) continue
      const slot = known ?? this.#free.pop() ?? this.#slots++
      const segment = this.#segmentOf(slot)
      for (const name of orderNames) {
        if (known !== undefined && user && !isMoved[name](segment, slot & segmentMask, user)) continue
        if (known !== undefined) leaving[name].push(slot)
        if (user) coming[name].push(slot)
      }
      if (!user) gone.push(slot)
      const ofSegment = changes.get(slot >> segmentBits) ?? new Map()
      changes.set(slot >> segmentBits, ofSegment.set(slot & segmentMask, user))
    }
    for (const name of orderNames) this.#orders[name].remove(leaving[name])
    for (const [index, ofSegment] of changes) {
      this.#packFormer(index)
      this.#segmentOf(index << segmentBits).write(ofSegment, this.#links, this.#domains)
    }
    for (const name of orderNames) this.#orders[name].insert(coming[name])
    this.#free.push(...gone)
  }

  /** The index as it is now, in blocks of bytes. It may change while they are taken. Whoever has taken them, or not, ends it. */
  pack(): PackedIndex {
    const packing = { next: 0, end: this.#segments.length, former: new Map<number, Buffer>() }
    this.#packing = packing
    const names = [this.#links, this.#domains].map((some) => some.names().join(fieldEnd))
    const orders = orderNames.map((name) => packParts([this.#orders[name].copy()]))
    const first = [packParts([Uint32Array.of(this.#slots), Uint32Array.from(this.#free), ...names]), ...orders]
    const end = (): void => {
      if (this.#packing === packing) this.#packing = undefined
    }
    return { blocks: this.#blocks(first, packing), end }
  }

  *#blocks(first: Buffer[], packing: Packing): Generator<Buffer, void, void> {
    for (let block = first.shift(); block; block = first.shift()) yield block
    for (let index = 0; index < packing.end; index++) {
      const block = packing.former.get(index) ?? (this.#segments[index] as UserSegment).pack()
      packing.next = index + 1
      packing.former.delete(index)
      yield block
    }
  }

  /** @param blocks what `pack` has given */
  static async unpack(blocks: AsyncIterable<Buffer>): Promise<UserIndex> {
    const index = new UserIndex()
    let at = 0
    for await (const block of blocks) {
      if (at === 0) index.#unpackNames(block)
      else if (at <= orderNames.length) {
        const name = orderNames[at - 1] as OrderName
        index.#orders[name] = index.#orders[name].with(unpackParts(block)[0] as Uint32Array<ArrayBuffer>)
      } else index.#segments.push(UserSegment.unpack(block))
      at++
    }
    return index
  }

  #unpackNames(block: Buffer): void {
    const [numbers, free, links, domains] = unpackParts(block) as [Uint32Array, Uint32Array, string, string]
    this.#slots = numbers[0] as number
    for (const slot of free) this.#free.push(slot)
    for (const [names, text] of [
      [this.#links, links],
      [this.#domains, domains],
    ] as const) {
      if (text !== '') for (const name of text.split(fieldEnd)) names.numberOf(name)
    }
  }

  #packFormer(index: number): void {
    const packing = this.#packing
    if (!packing || index < packing.next || index >= packing.end || packing.former.has(index)) return
    packing.former.set(index, (this.#segments[index] as UserSegment).pack())
  }

  /** The keys of a page, and how many there are in all. */
  find(conditions: UserConditions, sort: UserSortField, page: SlotPage): { keys: string[]; total: number } {
    const bits = this.#select(conditions)
    const total = bits ? countBits(bits) : this.size
    const slots = sort === 'status' ? this.#pageByStatus(bits, page) : this.#orders[sort].page(bits, total, page)
    return { keys: slots.map((slot) => unpackKey(this.#segment(slot).keys, slot & segmentMask)), total }
  }

  count(conditions: UserConditions): number {
    const bits = this.#select(conditions)
    return bits ? countBits(bits) : this.size
  }

  /** A bit for each slot; undefined where all users are selected */
  #select(conditions: UserConditions): Uint32Array | undefined {
    const { keys, afterKey } = conditions
    const sample = this.#segments[this.#segments.length >> 1]?.text ?? ''
    const question = segmentQuestion(conditions, this.#links, this.#domains, sample)
    const asksNothing = Object.values(question).every((value) => value === undefined)
    if (asksNothing && !keys && afterKey === undefined) return undefined
    const selected = keys ? this.#selectAmong(keys, question) : this.#selectAll(conditions, question)
    if (afterKey === undefined) return selected
    const bits = selected.slice()
    this.#orders.key.clearUpTo(this.#comparingTo(afterKey), bits)
    return bits
  }

  #selectAll(conditions: UserConditions, question: SegmentQuestion): Uint32Array {
    return this.#remembered.find(conditions, this.#segments, wordsOfSegment, (segment, bits, first) => {
      bits.set(segment.taken, first)
      selectInSegment(segment, question, bits, first)
    })
  }

  #selectAmong(keys: readonly string[], question: SegmentQuestion): Uint32Array {
    const bits = new Uint32Array(this.#segments.length * wordsOfSegment)
    for (const slot of keys.map((key) => this.#slotOf(key)))
      if (slot !== undefined) bits[slot >> 5] = (bits[slot >> 5] as number) | (1 << (slot & 31))
    for (const [index, segment] of this.#segments.entries())
      selectInSegment(segment, question, bits, index * wordsOfSegment)
    return bits
  }

  /** By status, then by key: four walks along the keys. */
  #pageByStatus(bits: Uint32Array | undefined, { offset, limit, descending }: SlotPage): number[] {
    const order = descending ? statuses.keys().toArray().reverse() : statuses.keys().toArray()
    const found: number[] = []
    let skip = offset
    for (const status of order) {
      if (found.length === limit) break
      const ofStatus = this.#withStatus(bits, status)
      const total = countBits(ofStatus)
      if (skip < total) {
        const page = { offset: skip, limit: limit - found.length, descending }
        found.push(...this.#orders.key.page(ofStatus, total, page))
      }
      skip = Math.max(0, skip - total)
    }
    return found
  }

  #withStatus(bits: Uint32Array | undefined, status: number): Uint32Array {
    const all = new Uint32Array(this.#segments.length * wordsOfSegment)
    for (const [index, segment] of this.#segments.entries()) {
      const first = index * wordsOfSegment
      all.set(bits ? bits.subarray(first, first + wordsOfSegment) : segment.taken, first)
      selectInSegment(segment, { ...nothing, status }, all, first)
    }
    return all
  }

  #segment(slot: number): UserSegment {
    return this.#segments[slot >> segmentBits] as UserSegment
  }

  #segmentOf(slot: number): UserSegment {
    const index = slot >> segmentBits
    while (this.#segments.length <= index) this.#segments.push(new UserSegment())
    return this.#segment(slot)
  }

  #comparingTo(key: string): (slot: number) => number {
    packKey(this.#sought, 0, Buffer.from(key, 'latin1'))
    return (slot) => compareKeys(this.#segment(slot).keys, slot & segmentMask, this.#sought, 0)
  }

  #slotOf(key: string): number | undefined {
    const compare = this.#comparingTo(key)
    const keys = this.#orders.key
    const position = keys.countWhile((slot) => compare(slot) < 0)
    return position < keys.length && compare(keys.at(position)) === 0 ? keys.at(position) : undefined
  }

  #emptyOrders(): Record<OrderName, UserOrder> {
    const none = () => new Uint32Array(0)
    const byText = (field: 0 | 1) => (a: number, b: number) => {
      const [one, other] = [this.#segment(a), this.#segment(b)]
      return compareUserTexts(one, a & segmentMask, other, b & segmentMask, field) || this.#compareKeys(a, b)
    }
    const byLogin = (a: number, b: number): number =>
      compareNumbers(this.#lastLogin(a), this.#lastLogin(b)) || this.#compareKeys(a, b)
    return {
      key: new UserOrder(none(), (a, b) => this.#compareKeys(a, b)),
      name: new UserOrder(none(), byText(0)),
      email: new UserOrder(none(), byText(1)),
      lastLogin: new UserOrder(none(), byLogin),
    }
  }

  #lastLogin(slot: number): number {
    return this.#segment(slot).lastLogins[slot & segmentMask] as number
  }

  #compareKeys(a: number, b: number): number {
    return compareKeys(this.#segment(a).keys, a & segmentMask, this.#segment(b).keys, b & segmentMask)
  }
}

const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)
