import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, conditional, type EditOptions } from '../answer.ts'
import type { components, paths } from '../generated/management.ts'

type Schemas = components['schemas']

export type Organization = Schemas['Organization']
/** The keys that sign the tokens of the organization, without their private halves */
export type SigningKeys = Schemas['SigningKeys']
export type SigningKeyRotation = Schemas['SigningKeyRotation']
export type RateLimits = Schemas['RateLimits']

/** What concerns the organization as a whole */
export interface OrganizationSettings {
  readonly organization: {
    /** With the addresses that programs are configured with */
    get(options?: CallOptions): Promise<Organization>
    rename(name: string, options?: EditOptions): Promise<void>
  }
  readonly signingKeys: {
    get(options?: CallOptions): Promise<SigningKeys>
    /** @throws PorticoError 409 where the next key is published already; rotating immediately works nevertheless */
    rotate(rotation: SigningKeyRotation, options?: CallOptions): Promise<{ kid: string; activatesAt: string }>
  }
  readonly rateLimits: {
    /** With what is counted of this minute. Only the operator changes limits. */
    get(options?: CallOptions): Promise<RateLimits>
  }
}

export const organizationSettings = (api: Client<paths>): OrganizationSettings => ({
  organization: {
    get: (options = {}) => answer(api.GET('/organization', { ...options })),
    rename: (name, options) => completed(api.PATCH('/organization', { body: { name }, ...conditional(options) })),
  },
  signingKeys: {
    get: (options = {}) => answer(api.GET('/signing-keys', { ...options })),
    rotate: (body, options = {}) => answer(api.POST('/signing-keys/rotation', { body, ...options })),
  },
  rateLimits: {
    get: (options = {}) => answer(api.GET('/rate-limits', { ...options })),
  },
})
