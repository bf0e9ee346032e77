import type { MailContent, MailRequest, SecurityChange } from './mail.ts'
import { layOut, type MailPart } from './mail-layout.ts'
import { plainName } from './plain-name.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October']
const monthNames = [...months, 'November', 'December']

/** `23 November 2026, 15:04 UTC`: the day cannot be taken for the month, nor the time for a local one. */
export function readableTime(timestamp: string): string {
  const [, year = '', month = '', day = '', time = ''] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(timestamp) ?? []
  return `${Number(day)} ${monthNames[Number(month) - 1]} ${year}, ${time} UTC`
}

/** Of an account: `Your password was changed` */
const whatChanged: Record<SecurityChange, string> = {
  'password-changed': 'password was changed',
  'password-removed': 'password was removed',
  'password-allowed': 'sign-in with a password was allowed',
  'authenticator-added': 'authenticator app was added',
  'authenticator-removed': 'authenticator app was removed',
  'passkey-added': 'passkey was added',
  'passkey-removed': 'passkey was removed',
  'provider-linked': 'account at an identity provider was linked',
  'provider-unlinked': 'account at an identity provider was unlinked',
  'sessions-ended': 'sessions were ended',
}

/**
 * Names nobody: a user's name is what whoever made the user typed, who may be a stranger to the one who gets the mail.
 */
const greeting = 'Hello,'

/** The subject and the parts of each kind of mail. A subject tells no code: it stays when the content is erased. */
function write(request: MailRequest, organizationName: string): { subject: string; parts: MailPart[] } {
  switch (request.kind) {
    case 'invitation': {
      const { link, code, expiresAt } = request.values
      if (code === null || expiresAt === null) {
        return {
          subject: `Your invitation to ${organizationName}`,
          parts: [
            greeting,
            `You are invited to ${organizationName}. Sign in as you do elsewhere, with the account of your organization:`,
            { link, label: 'Sign in' },
            'If you did not expect this invitation, ignore this message.',
          ],
        }
      }
      return {
        subject: `Your invitation to ${organizationName}`,
        parts: [
          greeting,
          `You are invited to ${organizationName}. Open this page to accept, and to choose your password:`,
          { link, label: 'Accept the invitation' },
          'The page asks for this code:',
          { code },
          `Both are valid until ${readableTime(expiresAt)}, and work once. If you did not expect this invitation, ignore this message.`,
        ],
      }
    }
    case 'password-reset': {
      const { code, link, expiresAt, by } = request.values
      if (code === null) {
        return {
          subject: `Choose a new password at ${organizationName}`,
          parts: [
            greeting,
            `${by === null ? 'An administrator' : plainName(by)} asks you to choose a new password. Open this page, in any browser:`,
            { link, label: 'Choose a new password' },
            `It is valid until ${readableTime(expiresAt)}, and works once. Until then, your password stays as it is.`,
            'If you did not expect this, ask your administrators before you open it.',
          ],
        }
      }
      return {
        subject: `Your code for a new password at ${organizationName}`,
        parts: [
          greeting,
          'A new password was requested for your account. Enter this code on the page where you requested it:',
          { code },
          'Or open this page, in any browser:',
          { link, label: 'Choose a new password' },
          `Both are valid until ${readableTime(expiresAt)}, and work once. Tell nobody the code: we never ask you for it in any other way.`,
          'If you did not request it, ignore this message: your password stays as it is.',
        ],
      }
    }
    case 'secret-expiry': {
      const { link, expiresAt, of } = request.values
      const clientName = plainName(request.values.clientName)
      const [kind, consequence] =
        of === 'relying-party'
          ? ['sign-in application', 'nobody can sign in to it']
          : ['API client', 'it gets no access tokens']
      return {
        subject: `The secret of ${clientName} expires on ${readableTime(expiresAt)}`,
        parts: [
          greeting,
          `The secret of the ${kind} ${clientName} expires on ${readableTime(expiresAt)}. From then on ${consequence}.`,
          'Generate a new secret before then. An overlap gives the programs that use it time to change:',
          { link, label: `Open the ${kind}` },
        ],
      }
    }
    case 'secret-rotated': {
      const { link, at, address, expiresAt } = request.values
      const clientName = plainName(request.values.clientName)
      const where = address === null ? '' : `, from the address ${address}`
      return {
        subject: `${clientName} has replaced its secret`,
        parts: [
          greeting,
          `The API client ${clientName} has made its own next secret on ${readableTime(at)}${where}, as its settings allow. The new one expires on ${readableTime(expiresAt)}.`,
          'If no program of yours does that, somebody else knows the secret. Suspend the API client at once, and generate a new secret without overlap:',
          { link, label: 'Open the API client' },
        ],
      }
    }
    case 'security-notice': {
      const { change, at, by, address } = request.values
      const happened = `Your ${whatChanged[change]}`
      const where = address === null ? '' : `, from the address ${address}`
      return {
        subject: `${happened} at ${organizationName}`,
        parts: [
          greeting,
          `${happened} on ${readableTime(at)}${where}${by === null ? '' : `, by ${plainName(by)}`}.`,
          ...(change === 'password-allowed' ? ['Choose it by “Forgotten password” on the sign-in page.'] : []),
          by === null
            ? 'If it was not you, reset your password at once, and tell your administrators.'
            : 'If you did not expect this, tell your administrators.',
        ],
      }
    }
    case 'settings-notice': {
      const { host, at, by, address } = request.values
      const where = address === null ? '' : `, from the address ${address}`
      return {
        subject: `The mail settings of ${organizationName} were changed`,
        parts: [
          greeting,
          `${plainName(by)} changed the mail settings of ${organizationName} on ${readableTime(at)}${where}.`,
          host === null
            ? 'The organization has no SMTP server of its own any more.'
            : `From now on its mail goes through the SMTP server ${host}. Whoever runs that server can read it, also the links and codes that people sign in with.`,
          'If you did not expect this, change the settings back, and see the audit trail for what else was done.',
        ],
      }
    }
    case 'test':
      return {
        subject: `Test message of ${organizationName}`,
        parts: [greeting, `${organizationName} can send mail: this message has arrived.`],
      }
  }
}

/** The mail in words, as plain text and as HTML. */
export function renderMail(request: MailRequest, organizationName: string): MailContent {
  const name = plainName(organizationName) || 'Portico'
  const { subject, parts } = write(request, name)
  return layOut({ subject, parts, footer: `Sent by Portico for ${name}. Answers to this message are not read.` })
}
