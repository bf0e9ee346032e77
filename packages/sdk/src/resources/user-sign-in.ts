import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, withPath } from '../answer.ts'
import type { components, paths } from '../generated/management.ts'

type Schemas = components['schemas']

/** Where a user is signed in to the portal, since when and how */
export type UserSession = Schemas['UserSession']
/** Since when a user has a password, passkeys and an authenticator app, without any secret */
export type UserSignInMethods = Schemas['UserSignInMethods']
/** What offboarding a user would take from them, and what of it the caller may not do */
export type OffboardingPlan = Schemas['OffboardingPlan']
/** What was taken */
export type OffboardingReport = Schemas['OffboardingReport']
type OffboardingStep = Schemas['OffboardingStepName']
/** A link and a code of an invitation, told once */
export type InvitationLink = Schemas['InvitationLink']

/** How somebody else signs in. The user is told of each change by mail. */
export interface UserSignIn {
  /** The latest sign-in first */
  sessions(key: string, options?: CallOptions): Promise<UserSession[]>
  endSession(key: string, sessionKey: string, options?: CallOptions): Promise<void>
  /** Ends all sessions and whatever else the user has begun: sign-ins on the way, links, codes. */
  endSessions(key: string, options?: CallOptions): Promise<void>
  methods(key: string, options?: CallOptions): Promise<UserSignInMethods>
  /** Removes a passkey, and ends whatever the user has begun. */
  removePasskey(key: string, passkeyKey: string, options?: CallOptions): Promise<void>
  /** Removes the authenticator app, and ends whatever the user has begun. */
  removeAuthenticator(key: string, options?: CallOptions): Promise<void>
  /**
   * Invites a user who cannot sign in yet, or sends an invited one a new link and code; the former ones end.
   * @throws PorticoError 400 where the user can sign in, or is inactive; the detail says what to do
   */
  invite(key: string, options?: CallOptions): Promise<void>
  /**
   * Makes a new link and code of an invitation, to pass on by other means than mail; the former ones end. Whoever has both
   * can become the user.
   * @throws PorticoError 403 where the user will hold what the caller lacks
   */
  createInvitationLink(key: string, options?: CallOptions): Promise<InvitationLink>
  /** What `offboard` would do. It changes nothing. */
  offboardingPlan(key: string, options?: CallOptions): Promise<OffboardingPlan>
  /**
   * Suspends the API clients that a user has created, ends the secrets and keys that they gave to others, removes groups and
   * roles, ends sessions and deactivates: all of the steps unless some are named, all of them or none.
   * @throws PorticoError 403 where the caller may not do one of them; it can be left out
   */
  offboard(key: string, steps?: readonly OffboardingStep[], options?: CallOptions): Promise<OffboardingReport>
  /** Gives a profile at the built-in identity provider, so that the user can choose a password. */
  addBuiltInProfile(key: string, options?: CallOptions): Promise<void>
  /**
   * Sends a link to choose a new password, which works once and for 24 hours.
   * @throws PorticoError 400 where the user could not use it; the detail says why
   */
  sendPasswordReset(key: string, options?: CallOptions): Promise<void>
}

export const userSignIn = (api: Client<paths>): UserSignIn => ({
  async sessions(key, options) {
    return (await answer(api.GET('/users/{key}/sessions', withPath({ key }, options)))).results
  },
  endSession: (key, sessionKey, options) =>
    completed(api.DELETE('/users/{key}/sessions/{sessionKey}', withPath({ key, sessionKey }, options))),
  endSessions: (key, options) => completed(api.DELETE('/users/{key}/sessions', withPath({ key }, options))),
  methods: (key, options) => answer(api.GET('/users/{key}/sign-in-methods', withPath({ key }, options))),
  removePasskey: (key, passkeyKey, options) =>
    completed(api.DELETE('/users/{key}/passkeys/{passkeyKey}', withPath({ key, passkeyKey }, options))),
  removeAuthenticator: (key, options) =>
    completed(api.DELETE('/users/{key}/authenticator', withPath({ key }, options))),
  invite: (key, options) => completed(api.POST('/users/{key}/invitation', withPath({ key }, options))),
  createInvitationLink: (key, options) => answer(api.POST('/users/{key}/invitation-link', withPath({ key }, options))),
  offboardingPlan: (key, options) => answer(api.GET('/users/{key}/offboarding', withPath({ key }, options))),
  offboard: (key, steps, options) =>
    answer(
      api.POST('/users/{key}/offboarding', { ...withPath({ key }, options), body: steps ? { steps: [...steps] } : {} }),
    ),
  addBuiltInProfile: (key, options) => completed(api.POST('/users/{key}/built-in-profile', withPath({ key }, options))),
  sendPasswordReset: (key, options) => completed(api.POST('/users/{key}/password-reset', withPath({ key }, options))),
})
