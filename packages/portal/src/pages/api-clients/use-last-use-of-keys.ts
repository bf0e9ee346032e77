import { useQuery } from '@tanstack/react-query'
import { apiClientUseQuery, periodsOfUse } from './queries.ts'

/**
 * When the keys of a client were last used, as far as uses are counted: the key with this ID, or one without an ID (null),
 * or any of them (undefined). Undefined as long as it is not known.
 */
export function useLastUseOfKeys(clientKey: string): (keyId?: string | null) => string | null | undefined {
  const { data } = useQuery(apiClientUseQuery(clientKey, periodsOfUse.month))
  return (keyId) => {
    if (!data) return undefined
    const uses = data.keys.filter((use) => keyId === undefined || use.keyId === keyId).map(({ lastHour }) => lastHour)
    return uses.sort().at(-1) ?? null
  }
}
