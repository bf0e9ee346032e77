import type { Actor } from './principal.ts'

/** Who created something, as it is stored beside it. */
export type Creator = Pick<Actor, 'type' | 'key' | 'name'>

export const creatorOf = ({ type, key, name }: Actor): Creator => ({ type, key, name })
