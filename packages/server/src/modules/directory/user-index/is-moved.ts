import { fieldEnd } from '../../../db/packed-rows.ts'
import type { UserFacts } from './user-facts.ts'
import type { UserSegment } from './user-segment.ts'

export const orderNames = ['key', 'name', 'email', 'lastLogin'] as const
export type OrderName = (typeof orderNames)[number]

/** Whether a user has another place in an order with new facts */
export const isMoved: Record<OrderName, (segment: UserSegment, place: number, user: UserFacts) => boolean> = {
  key: () => false,
  name: (segment, place, user) => nameOf(segment.textOf(place)) !== nameOf(user.text),
  email: (segment, place, user) => emailOf(segment.textOf(place)) !== emailOf(user.text),
  lastLogin: (segment, place, user) => segment.lastLogins[place] !== user.lastLogin,
}

const nameOf = (text: string): string => text.slice(0, text.indexOf(fieldEnd))
const emailOf = (text: string): string => text.slice(text.indexOf(fieldEnd) + 1)
