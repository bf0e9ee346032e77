import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, conditional, type EditOptions } from '../answer.ts'
import type { components, paths } from '../generated/management.ts'

type Schemas = components['schemas']

export type Organization = Schemas['Organization']
/** The keys that sign the tokens of the organization, without their private halves */
export type SigningKeys = Schemas['SigningKeys']
export type SigningKeyRotation = Schemas['SigningKeyRotation']
/** What the organization says in its mails, and what is sent otherwise */
export type MailTemplates = Schemas['MailTemplates']
export type MailTemplate = Schemas['MailTemplate']
export type MailPreview = Schemas['MailPreview']
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
  readonly mailTemplates: {
    get(options?: CallOptions): Promise<MailTemplates>
    /** Those that are not named go back to the default. @throws PorticoError 400 which says what a text lacks */
    replace(templates: MailTemplate[], options?: EditOptions): Promise<void>
    /** The mail with sample values. Nothing is stored or sent. */
    preview(template: MailTemplate, options?: CallOptions): Promise<MailPreview>
    /** Sends it with sample values. */
    test(to: string, template: MailTemplate, options?: CallOptions): Promise<Schemas['TestMailAnswer']>
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
  mailTemplates: {
    get: (options = {}) => answer(api.GET('/mail-templates', { ...options })),
    replace: (templates, options) =>
      completed(api.PUT('/mail-templates', { body: { templates }, ...conditional(options) })),
    preview: (body, options = {}) => answer(api.POST('/mail-templates/preview', { body, ...options })),
    test: (to, template, options = {}) =>
      answer(api.POST('/mail-templates/test', { body: { to, ...template }, ...options })),
  },
  rateLimits: {
    get: (options = {}) => answer(api.GET('/rate-limits', { ...options })),
  },
})
