import { queryOptions } from '@tanstack/react-query'
import { portal } from '../../api/client.ts'
import type { AuthenticatorState, OwnPasskey, OwnSession } from '../../api/portal-types.ts'

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => (await portal.get<{ results: OwnSession[] }>('/account/sessions')).results,
})

export const ownPasskeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: async () => (await portal.get<{ results: OwnPasskey[] }>('/account/passkeys')).results,
})

export const authenticatorQuery = queryOptions({
  queryKey: ['account', 'authenticator'],
  queryFn: () => portal.get<AuthenticatorState>('/account/authenticator'),
})
