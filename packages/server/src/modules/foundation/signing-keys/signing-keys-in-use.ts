import type { SigningKey, SigningKeyState } from './signing-key.ts'

/** The keys of an organization at one moment */
export interface SigningKeysInUse {
  /** The first one signs access tokens; the active ones come before the others. All are published and verify. */
  keys: SigningKey[]
  /** Milliseconds since 1970: from then on another key signs, or one verifies no more. */
  until: number
}

type Times = Pick<SigningKey, 'kid' | 'signsAccessTokens' | 'activatesAt' | 'retiresAt'>

/** The keys that are in use at this time, without those that verify no more. Every node decides by the stored times. */
export function signingKeysInUse(all: readonly SigningKey[], now: number): SigningKeysInUse {
  const valid = all.filter(({ retiresAt }) => retiresAt === null || Date.parse(retiresAt) > now)
  const active = activeOf(valid, now)
  const times = valid.flatMap(({ activatesAt, retiresAt }) => [activatesAt, ...(retiresAt ? [retiresAt] : [])])
  return {
    keys: active ? valid.toSorted((one, other) => rankOf(one, active) - rankOf(other, active)) : valid,
    until: Math.min(...times.map((time) => Date.parse(time)).filter((time) => time > now)),
  }
}

const rankOf = (key: Times, active: Times): number =>
  key === active ? 0 : key.activatesAt === active.activatesAt ? 1 : 2

/** What this one of an organization's keys does at this time. Keys that are activated together are active together. */
export function signingKeyState<K extends Times>(key: K, all: readonly K[], now: number): SigningKeyState {
  if (Date.parse(key.activatesAt) > now) return 'next'
  return activeOf(all, now)?.activatesAt === key.activatesAt ? 'active' : 'retired'
}

/** Of those that may sign access tokens, the one that was activated last. */
function activeOf<K extends Times>(keys: readonly K[], now: number): K | undefined {
  return keys
    .filter(({ signsAccessTokens, activatesAt }) => signsAccessTokens && Date.parse(activatesAt) <= now)
    .reduce<K | undefined>((latest, key) => (latest && orderOf(latest) > orderOf(key) ? latest : key), undefined)
}

/** Times are of one length, and key IDs sort by time. */
const orderOf = ({ activatesAt, kid }: Times): string => activatesAt + kid
