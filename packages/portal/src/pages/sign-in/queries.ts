import { queryOptions } from '@tanstack/react-query'
import { portalApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import type { AuthenticatorSecret } from '../../components/second-factors/authenticator-scan.tsx'

export type Factor = 'authenticator' | 'passkey'

/** GET /portal/interactions/{uid} */
export interface Interaction {
  step: 'password' | 'code' | 'passkey' | 'enrolment'
  /** Of which one is added, where the step is `enrolment` */
  factors?: Factor[]
  organizationName: string
  email?: string
}

/** POST /portal/interactions/{uid}/…: the next step, or where to redirect the browser */
export type SignInAnswer =
  | { step: Interaction['step']; factors?: Factor[]; redirectTo?: undefined }
  | { step?: undefined; redirectTo: string }

/** POST /portal/invitation/read */
export interface InvitationFacts {
  email: string | null
  name: string | null
  organizationName: string
  expiresAt: string
}

/** The invitation that a link's token belongs to */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => portalApi.post<InvitationFacts>('/invitation/read', { token }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A sign-in that is under way at the authorization server */
export const interactionQuery = (uid: string) =>
  queryOptions({
    queryKey: ['interaction', uid],
    queryFn: () => portalApi.get<Interaction>(`/interactions/${encodeURIComponent(uid)}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A new secret for the authenticator app that the sign-in asks for */
export const enrolmentSecretQuery = (uid: string) =>
  queryOptions({
    queryKey: ['enrolment-secret', uid],
    queryFn: () =>
      portalApi.post<AuthenticatorSecret>(`/interactions/${encodeURIComponent(uid)}/enrolment/authenticator`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

/** Goes on to the next step of a sign-in, as the server answered it. */
export function setInteractionStep(uid: string, next: Pick<Interaction, 'step' | 'factors'>): void {
  queryClient.setQueryData(interactionQuery(uid).queryKey, (interaction) => interaction && { ...interaction, ...next })
}
