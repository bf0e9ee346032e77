import type { SecurityChange } from '../mail.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October']

/** Of an account: `Your password was changed` */
const whatChanged: Record<SecurityChange, string> = {
  'password-changed': 'Your password was changed',
  'password-removed': 'Your password was removed',
  'password-allowed': 'Your sign-in with a password was allowed',
  'authenticator-added': 'Your authenticator app was added',
  'authenticator-removed': 'Your authenticator app was removed',
  'passkey-added': 'Your passkey was added',
  'passkey-removed': 'Your passkey was removed',
  'provider-linked': 'Your account at an identity provider was linked',
  'provider-unlinked': 'Your account at an identity provider was unlinked',
  'sessions-ended': 'Your sessions were ended',
}

const kinds = { 'api-client': 'API client', 'relying-party': 'sign-in application' }
const where = (address: string | null): string => (address === null ? '' : `, from the address ${address}`)

/** An organization keeps the product's name until it has one of its own. */
const sender = (organization: string): string =>
  organization === 'Portico' ? organization : `Portico for ${organization}`

const invitation = (organization: string, by: string | null): string =>
  by === null ? `You are invited to ${organization}.` : `${by} has invited you to ${organization}.`

/** The texts of mails. Those of other languages have the same names: the compiler finds what is missing. */
export const en = {
  monthNames: [...months, 'November', 'December'],
  time: (day: number, month: string, year: string, time: string) => `${day} ${month} ${year}, ${time} UTC`,
  greeting: 'Hello,',
  footer: (organization: string) => `Sent by ${sender(organization)}. Answers to this message are not read.`,
  ignore: 'If you did not expect this invitation, ignore this message.',

  invitationTo: (organization: string) => `Your invitation to ${organization}`,
  invitedElsewhere: (organization: string, by: string | null) =>
    `${invitation(organization, by)} Sign in as you do elsewhere, with the account of your organization:`,
  signIn: 'Sign in',
  invited: (organization: string, by: string | null) =>
    `${invitation(organization, by)} Open this page to accept, and to choose your password:`,
  accept: 'Accept the invitation',
  asksForCode: 'The page asks for this code:',
  bothInvite: (time: string) =>
    `Both are valid until ${time}, and work once. If you did not expect this invitation, ignore this message.`,

  chooseAt: (organization: string) => `Choose a new password at ${organization}`,
  administratorAsks: 'An administrator asks you to choose a new password. Open this page, in any browser:',
  somebodyAsks: (by: string) => `${by} asks you to choose a new password. Open this page, in any browser:`,
  choose: 'Choose a new password',
  linkValid: (time: string) => `It is valid until ${time}, and works once. Until then, your password stays as it is.`,
  askFirst: 'If you did not expect this, ask your administrators before you open it.',
  codeAt: (organization: string) => `Your code for a new password at ${organization}`,
  requested: (organization: string) =>
    `A new password was requested for your account at ${organization}. Enter this code on the page where you requested it:`,
  orOpen: 'Or open this page, in any browser:',
  bothValid: (time: string) =>
    `Both are valid until ${time}, and work once. Tell nobody the code: we never ask you for it in any other way.`,
  notRequested: 'If you did not request it, ignore this message: your password stays as it is.',

  secretExpires: (client: string, time: string) => `The secret of ${client} expires on ${time}`,
  secretOf: (of: keyof typeof kinds, client: string, time: string, organization: string) =>
    `The secret of the ${kinds[of]} ${client} at ${organization} expires on ${time}. From then on ${of === 'relying-party' ? 'nobody can sign in to it' : 'it gets no access tokens'}.`,
  newSecret:
    'Generate a new secret before then. With an overlap, both secrets work while you change the programs that use it:',
  open: (of: keyof typeof kinds) => `Open the ${kinds[of]}`,
  certificateExpires: (provider: string | null, time: string) =>
    `The certificate of ${provider ?? 'the organization’s SAML key'} ends on ${time}`,
  certificateOf: (provider: string | null, time: string, organization: string) =>
    provider === null
      ? `The certificate of the key that signs the SAML messages of ${organization} ends on ${time}. From then on, identity providers may refuse sign-ins.`
      : `The certificate of the identity provider ${provider} at ${organization} ends on ${time}. Once the provider changes its key, nobody can sign in with it until the new certificate is entered here.`,
  newCertificate:
    'Ask the provider for its next certificate or its new metadata, and add them. Keep the present certificate until the provider has changed:',
  replaceOwnKey: 'Replace the key, step by step, on the page of any SAML provider:',
  openProviders: 'Open the identity providers',
  hasReplaced: (client: string) => `${client} has replaced its secret`,
  replaced: (client: string, at: string, address: string | null, expires: string, organization: string) =>
    `The API client ${client} at ${organization} generated a new secret for itself on ${at}${where(address)}, as its settings allow. The new secret expires on ${expires}.`,
  somebodyKnows:
    'If no program of yours does that, somebody else knows the secret. Suspend the API client immediately, and generate a new secret without overlap:',

  changedAt: (change: SecurityChange, organization: string) => `${whatChanged[change]} at ${organization}`,
  changed: (change: SecurityChange, at: string, address: string | null, by: string | null) =>
    `${whatChanged[change]} on ${at}${where(address)}${by === null ? '' : `, by ${by}`}.`,
  chooseByForgotten: 'To set one, choose “Forgotten your password?” on the sign-in page.',
  notYou: 'If it was not you, reset your password immediately, and tell your administrators.',
  tell: 'If you did not expect this, tell your administrators.',

  settingsOf: (organization: string) => `The mail settings of ${organization} were changed`,
  settingsBy: (by: string, organization: string, at: string, address: string | null) =>
    `${by} changed the mail settings of ${organization} on ${at}${where(address)}.`,
  noServer: 'The organization has no SMTP server of its own any more.',
  newServer: (host: string) =>
    `From now on its mail is sent through the SMTP server ${host}. Whoever runs that server can read it, including the links and codes that people sign in with.`,
  changeBack: 'If you did not expect this, change the settings back, and see the audit trail for what else was done.',

  testOf: (organization: string) => `Test message of ${organization}`,
  arrived: (organization: string) => `${organization} can send mail: this message has arrived.`,
}

export type MailTexts = typeof en
