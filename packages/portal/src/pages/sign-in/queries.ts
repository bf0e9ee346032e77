import { queryOptions } from '@tanstack/react-query'
import { portalApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'
import type { AuthenticatorSecret } from '../../components/second-factors/authenticator-scan.tsx'

export type Factor = 'authenticator' | 'passkey'

/** A sign-in application, as people see it */
export interface ShownApplication {
  name: string
  /** Below the base path: the server fetches it */
  logoUrl: string | null
}

/** An external identity provider that may be used for this sign-in */
export interface OfferedProvider {
  key: string
  name: string
  subtype: string
}

/** GET /portal/interactions/{uid} */
export interface Interaction {
  step: 'password' | 'code' | 'passkey' | 'enrolment' | 'consent' | 'select_account' | 'link' | 'refused'
  /** Of which one is added, where the step is `enrolment` */
  factors?: Factor[]
  /** What the application asks for, where the step is `consent` */
  scopes?: string[]
  /** What it asks for of APIs of the organization, where the step is `consent` */
  apis?: { name: string; audience: string; scopes: { name: string; description: string | null }[] }[]
  /** Who is signed in, where the step is `select_account` or `consent` */
  account?: { name: string | null; email: string | null }
  /** The provider whose account is linked with the person's own, where the step is `link` */
  providerName?: string
  organizationName: string
  email?: string
  /** Where the sign-in leads; absent or null for the portal itself */
  client?: ShownApplication | null
  providers?: OfferedProvider[]
  /** Passwords and passkeys: the built-in provider may be used. */
  allowsPasswords?: boolean
  /** Some domain of e-mails belongs to a provider: the page asks for the e-mail alone first. */
  asksEmailFirst?: boolean
  /** Why the last attempt at a provider failed */
  problem?: { errorCode?: string; title?: string; detail: string } | null
}

/** POST /portal/interactions/{uid}/…: the next step, or where to redirect the browser */
export type SignInAnswer =
  | { step: Interaction['step']; factors?: Factor[]; redirectTo?: undefined }
  | { step?: undefined; redirectTo: string }

/** POST /portal/sign-outs/read: which application asks to sign out; null where none is named */
interface AskedSignOut {
  client: ShownApplication | null
  organizationName: string
}

export const signOutQuery = (request: string) =>
  queryOptions({
    queryKey: ['sign-out', request],
    queryFn: () => portalApi.post<AskedSignOut>('/sign-outs/read', { request }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

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

/** Whether a link can still be used, which stays as it is */
const usableLinkQuery = (path: `/${string}/read`, token: string) =>
  queryOptions({
    queryKey: ['usable-link', path, token],
    async queryFn() {
      await portalApi.post(path, { token })
      return true
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const setUpLinkQuery = (token: string) => usableLinkQuery('/set-up/read', token)

/** Of the mail that leads to a new password */
export const resetLinkQuery = (token: string) => usableLinkQuery('/password/reset/read', token)

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

/** A sign-in that begins without leaving the page, by its key. `id` tells the attempts apart. */
export const signInHereQuery = (id: string, begin: () => Promise<string>) =>
  queryOptions({
    queryKey: ['sign-in-here', id],
    queryFn: begin,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })

/** Goes on to the next step of a sign-in, as the server answered it. */
export function setInteractionStep(uid: string, next: Pick<Interaction, 'step' | 'factors'>): void {
  queryClient.setQueryData(interactionQuery(uid).queryKey, (interaction) => interaction && { ...interaction, ...next })
}
