import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { PermissionName } from './permission-names.ts'
import type { PortalSession } from './portal-types.ts'
import { queryClient } from './query-client.ts'
import { readSession } from './transport.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  // Permissions are looked up anew by the server at each request; this is only what the pages show.
  staleTime: 60_000,
  // Another tab may have ended it, or begun another.
  refetchOnWindowFocus: 'always',
})

/** After a change of permissions that may be the member's own. */
export const invalidateSession = (): Promise<void> => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })

/** What is asked of a session: one permission, or any one of several. */
export type Needs = PermissionName | readonly PermissionName[]

export interface Session extends PortalSession {
  /**
   * Whether the member has the permission, or any one of several: in that environment, or in any one without it.
   * For what is shown; the server decides by itself.
   */
  may(needs: Needs, environmentKey?: string): boolean
  /** Whether the member has the permission in every environment, also those to come. */
  mayEverywhere(permission: PermissionName): boolean
}

/** Who is signed in. Below the shell, where there always is somebody. */
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
