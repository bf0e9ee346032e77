import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { PermissionName } from './permission-names.ts'
import type { PortalSession } from './portal-session.ts'
import { queryClient } from './query-client.ts'
import { fetchSession } from './send-request.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: fetchSession,
  // This only decides what the pages show. The server checks permissions at each request.
  staleTime: 60_000,
  // Another tab may have ended the session, or started another.
  refetchOnWindowFocus: 'always',
})

/** After a change of permissions that may be the member's own. */
export const invalidateSession = (): Promise<void> => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })

/** A required permission, or several of which any one is enough. */
export type Needs = PermissionName | readonly PermissionName[]

export interface Session extends PortalSession {
  /**
   * Whether the member has the permission, or any one of several, in that environment, or in any environment at all.
   * It decides what is shown. The server checks by itself.
   */
  may(needs: Needs, environmentKey?: string): boolean
  /** Whether the member has the permission in every environment, including later ones. */
  mayEverywhere(permission: PermissionName): boolean
}

/** The session of the member who is signed in. For components within the shell. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  return sessionOf(data)
}

export function sessionOf(data: PortalSession): Session {
  const held = new Map(data.permissions.map(({ name, environments }) => [name, environments]))
  return {
    ...data,
    may(needs, environmentKey) {
      return [needs].flat().some((name) => {
        const environments = held.get(name)
        if (environments === undefined) return false
        if (environments === 'all') return true
        return environmentKey === undefined ? environments.length > 0 : environments.includes(environmentKey)
      })
    },
    mayEverywhere: (permission) => held.get(permission) === 'all',
  }
}
