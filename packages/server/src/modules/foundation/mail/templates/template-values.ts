import type { MailRequest } from '../mail.ts'
import { plainName } from '../plain-name.ts'
import type { MailTexts } from '../texts/en.ts'
import type { MailTemplateName, PlaceholderValues } from './mail-template.ts'

interface TemplateValues {
  name: MailTemplateName
  values: PlaceholderValues
  /** Of the button that leads to the link */
  label: string
}

const plainOrNull = (name: string | null): string | null => (name === null ? null : plainName(name))
const lines = (...texts: string[]): string => texts.join('\n')

/** Which template says what is asked for, and what its placeholders stand for. Names are made plain. */
export function templateValues(
  request: MailRequest,
  organization: string,
  texts: MailTexts,
  timeOf: (timestamp: string) => string,
): TemplateValues {
  switch (request.kind) {
    case 'invitation': {
      const { link, code, expiresAt } = request.values
      // Nothing may be left of a name.
      const by = plainOrNull(request.values.by) || null
      if (code === null || expiresAt === null) {
        const details = texts.invitedElsewhere(organization, by)
        return { name: 'invitation-external', values: { organization, link, details }, label: texts.signIn }
      }
      return {
        name: 'invitation',
        values: { organization, link, code, expires: timeOf(expiresAt), details: texts.invited(organization, by) },
        label: texts.accept,
      }
    }
    case 'password-reset': {
      const { code, link, expiresAt, by } = request.values
      const values = { organization, link, expires: timeOf(expiresAt) }
      if (code !== null) return { name: 'password-reset', values: { ...values, code }, label: texts.choose }
      const details = by === null ? texts.administratorAsks : texts.somebodyAsks(plainName(by))
      return { name: 'password-reset-by-administrator', values: { ...values, details }, label: texts.choose }
    }
    case 'secret-expiry': {
      const { link, expiresAt, of = 'api-client' } = request.values
      const values = { organization, link, client: plainName(request.values.clientName), expires: timeOf(expiresAt) }
      return {
        name: of === 'api-client' ? 'secret-expiry' : 'application-secret-expiry',
        values,
        label: texts.open(of),
      }
    }
    case 'certificate-expiry': {
      const { link, expiresAt } = request.values
      const provider = plainOrNull(request.values.providerName)
      const values = { organization, link, expires: timeOf(expiresAt) }
      const label = texts.openProviders
      if (provider === null) return { name: 'saml-key-expiry', values, label }
      return { name: 'certificate-expiry', values: { ...values, provider }, label }
    }
    case 'secret-rotated': {
      const { link, at, address, expiresAt } = request.values
      const [client, expires] = [plainName(request.values.clientName), timeOf(expiresAt)]
      const details = texts.replaced(client, timeOf(at), address, expires, organization)
      return {
        name: 'secret-rotated',
        values: { organization, client, expires, details, link },
        label: texts.open('api-client'),
      }
    }
    case 'security-notice': {
      const { change, at, by, address } = request.values
      const details = texts.changed(change, timeOf(at), address, plainOrNull(by))
      const whatToDo = by === null ? texts.notYou : texts.tell
      const advice = change === 'password-allowed' ? lines(texts.chooseByForgotten, whatToDo) : whatToDo
      const values = { organization, change: texts.changedAt(change, organization), details, advice }
      return { name: 'security-notice', values, label: '' }
    }
    case 'settings-notice': {
      const { host, at, by, address } = request.values
      const changed = texts.settingsBy(plainName(by), organization, timeOf(at), address)
      const details = lines(changed, host === null ? texts.noServer : texts.newServer(host))
      return { name: 'settings-notice', values: { organization, details }, label: '' }
    }
    case 'test':
      return { name: 'test', values: { organization }, label: '' }
  }
}
