import type { Language } from '../../../../config/languages.ts'
import type { MailTexts } from '../texts/en.ts'

export const mailTemplateNames = [
  'invitation',
  'invitation-external',
  'password-reset',
  'password-reset-by-administrator',
  'secret-expiry',
  'application-secret-expiry',
  'certificate-expiry',
  'saml-key-expiry',
  'secret-rotated',
  'security-notice',
  'settings-notice',
  'test',
] as const
export type MailTemplateName = (typeof mailTemplateNames)[number]

/** Subject and text of a mail, with placeholders such as `{organization}`. Each line of the text is a paragraph. */
export interface MailTemplate {
  subject: string
  text: string
}

/** What an organization says in place of Portico's words */
export interface OwnMailTemplate extends MailTemplate {
  name: MailTemplateName
  language: Language
}

export type Placeholder =
  | 'organization'
  | 'link'
  | 'code'
  | 'expires'
  | 'client'
  | 'provider'
  | 'change'
  | 'details'
  | 'advice'
export type PlaceholderValues = Partial<Record<Placeholder, string>>

/** Each stands alone on its line: a button, a code in large letters, or paragraphs of Portico's */
export const onLineOfTheirOwn: readonly Placeholder[] = ['link', 'code', 'details', 'advice']

interface MailTemplateRules {
  /** Of the subject. A subject tells no code: it stays when the content is erased. */
  inSubject: readonly Placeholder[]
  /** Without these the mail would be of no use, or hide what it warns of */
  required: readonly Placeholder[]
  optional: readonly Placeholder[]
  subject(texts: MailTexts): string
  lines(texts: MailTexts): string[]
}

const organization = '{organization}'
const expires = '{expires}'
const secretExpiry = (of: 'api-client' | 'relying-party'): MailTemplateRules => ({
  inSubject: ['organization', 'client', 'expires'],
  required: ['client', 'expires', 'link'],
  optional: ['organization'],
  subject: (texts) => texts.secretExpires('{client}', expires),
  lines: (texts) => [texts.greeting, texts.secretOf(of, '{client}', expires, organization), texts.newSecret, '{link}'],
})

/** What each mail has to say, and Portico's words for it */
export const mailTemplates: Readonly<Record<MailTemplateName, MailTemplateRules>> = {
  invitation: {
    inSubject: ['organization', 'expires'],
    required: ['link', 'code'],
    optional: ['organization', 'expires', 'details'],
    subject: (texts) => texts.invitationTo(organization),
    lines: (texts) => [texts.greeting, '{details}', '{link}', texts.asksForCode, '{code}', texts.bothInvite(expires)],
  },
  'invitation-external': {
    inSubject: ['organization'],
    required: ['link'],
    optional: ['organization', 'details'],
    subject: (texts) => texts.invitationTo(organization),
    lines: (texts) => [texts.greeting, '{details}', '{link}', texts.ignore],
  },
  'password-reset': {
    inSubject: ['organization', 'expires'],
    required: ['code', 'link'],
    optional: ['organization', 'expires'],
    subject: (texts) => texts.codeAt(organization),
    lines: (texts) => [
      texts.greeting,
      texts.requested(organization),
      '{code}',
      texts.orOpen,
      '{link}',
      texts.bothValid(expires),
      texts.notRequested,
    ],
  },
  'password-reset-by-administrator': {
    inSubject: ['organization', 'expires'],
    required: ['link'],
    optional: ['organization', 'expires', 'details'],
    subject: (texts) => texts.chooseAt(organization),
    lines: (texts) => [texts.greeting, '{details}', '{link}', texts.linkValid(expires), texts.askFirst],
  },
  'secret-expiry': secretExpiry('api-client'),
  'application-secret-expiry': secretExpiry('relying-party'),
  'certificate-expiry': {
    inSubject: ['organization', 'provider', 'expires'],
    required: ['provider', 'expires', 'link'],
    optional: ['organization'],
    subject: (texts) => texts.certificateExpires('{provider}', expires),
    lines: (texts) => [
      texts.greeting,
      texts.certificateOf('{provider}', expires, organization),
      texts.newCertificate,
      '{link}',
    ],
  },
  'saml-key-expiry': {
    inSubject: ['organization', 'expires'],
    required: ['expires', 'link'],
    optional: ['organization'],
    subject: (texts) => texts.certificateExpires(null, expires),
    lines: (texts) => [texts.greeting, texts.certificateOf(null, expires, organization), texts.replaceOwnKey, '{link}'],
  },
  'secret-rotated': {
    inSubject: ['organization', 'client'],
    required: ['details', 'link'],
    optional: ['organization', 'client', 'expires'],
    subject: (texts) => texts.hasReplaced('{client}'),
    lines: (texts) => [texts.greeting, '{details}', texts.somebodyKnows, '{link}'],
  },
  'security-notice': {
    inSubject: ['organization', 'change'],
    required: ['details'],
    optional: ['organization', 'change', 'advice'],
    subject: () => '{change}',
    lines: (texts) => [texts.greeting, '{details}', '{advice}'],
  },
  'settings-notice': {
    inSubject: ['organization'],
    required: ['details'],
    optional: ['organization'],
    subject: (texts) => texts.settingsOf(organization),
    lines: (texts) => [texts.greeting, '{details}', texts.changeBack],
  },
  test: {
    inSubject: ['organization'],
    required: [],
    optional: ['organization'],
    subject: (texts) => texts.testOf(organization),
    lines: (texts) => [texts.greeting, texts.arrived(organization)],
  },
}

/** Portico's words for a mail */
export const defaultTemplate = (name: MailTemplateName, texts: MailTexts): MailTemplate => ({
  subject: mailTemplates[name].subject(texts),
  text: mailTemplates[name].lines(texts).join('\n'),
})
