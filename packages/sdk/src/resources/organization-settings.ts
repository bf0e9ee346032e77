import type { Client } from 'openapi-fetch'
import {
  answer,
  type CallOptions,
  completed,
  conditional,
  type EditOptions,
  type QueryOf,
  withPath,
  withQuery,
} from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import { type PageList, pageListOf } from '../page-list.ts'

type Schemas = components['schemas']

export type Organization = Schemas['Organization']
/** The keys that sign the tokens of the organization, without their private halves */
export type SigningKeys = Schemas['SigningKeys']
export type SigningKeyRotation = Schemas['SigningKeyRotation']
/** The keys that sign the SAML messages of the organization, with their certificates, the newest first */
export type SamlKey = Schemas['SamlKey']
/** What is done about the next key: `begin`, `switch`, `end` or `cancel` */
export type SamlKeyStep = Schemas['SamlKeyRotation']['step']
/** Which SMTP server sends the mail of the organization, without its password */
export type MailSettings = Schemas['MailSettings']
export type NewMailSettings = Schemas['MailSettingsRequest']
export type Mail = Schemas['Mail']
/** With its text while it is `kept`, because no SMTP server sends it */
export type MailDetails = Schemas['MailDetails']
export type MailsQuery = QueryOf<operations['Mail_List']>
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
  readonly samlKeys: {
    get(options?: CallOptions): Promise<SamlKey[]>
    /**
     * Replaces the key step by step: `begin` publishes a next one (or makes the first), `switch` signs with it, `end` deletes the former one. Between
     * the steps, whoever runs the providers takes the new certificate.
     * @throws PorticoError 409 where it is not the time for the step; the detail says which one is
     */
    rotate(step: SamlKeyStep, options?: CallOptions): Promise<SamlKey[]>
  }
  readonly mailSettings: {
    get(options?: CallOptions): Promise<MailSettings>
    /**
     * From now on this SMTP server sends. The password may be left out where server and user name stay the same. It needs every
     * permission that controls access, as `delete` does: whoever gets the mails can use their links.
     * @throws PorticoError 400 which names the field
     */
    replace(settings: NewMailSettings, options?: EditOptions): Promise<void>
    /** From now on the deployment's SMTP server sends, or mails are kept where it has none. */
    delete(options?: CallOptions): Promise<void>
    /**
     * Sends a test message immediately.
     * @returns what the SMTP server said; `kept` where there is none
     * @throws PorticoError 400 which says why it was not sent
     */
    test(to: string, options?: CallOptions): Promise<Schemas['TestMailAnswer']>
  }
  /** The mails of the last 30 days: whether they were sent, and why not */
  readonly mails: {
    /** The newest first */
    list(query?: MailsQuery, options?: CallOptions): PageList<Mail>
    /** With the text, which can have a link: the caller needs every permission that controls access, and is in the audit trail. */
    get(key: string, options?: CallOptions): Promise<MailDetails>
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
  samlKeys: {
    get: async (options = {}) => (await answer(api.GET('/saml-keys', { ...options }))).keys,
    rotate: async (step, options = {}) =>
      (await answer(api.POST('/saml-keys/rotation', { body: { step }, ...options }))).keys,
  },
  mailSettings: {
    get: (options = {}) => answer(api.GET('/mail-settings', { ...options })),
    replace: (body, options) => completed(api.PUT('/mail-settings', { body, ...conditional(options) })),
    delete: (options = {}) => completed(api.DELETE('/mail-settings', { ...options })),
    test: (to, options = {}) => answer(api.POST('/mail-settings/test', { body: { to }, ...options })),
  },
  mails: {
    list: (query = {}, options) => pageListOf(query, (page) => api.GET('/mails', withQuery(undefined, page, options))),
    get: (key, options) => answer(api.GET('/mails/{key}', withPath({ key }, options))),
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
