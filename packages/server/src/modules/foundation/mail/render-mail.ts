import type { Language } from '../../../config/languages.ts'
import type { MailContent, MailRequest } from './mail.ts'
import { layOut, type MailPart } from './mail-layout.ts'
import { plainName } from './plain-name.ts'
import { de } from './texts/de.ts'
import { en, type MailTexts } from './texts/en.ts'
import { pt } from './texts/pt.ts'

const textsOf: Record<Language, MailTexts> = { en, de, pt }

/** `23 November 2026, 15:04 UTC`: the day cannot be taken for the month, nor the time for a local one. */
export function readableTime(timestamp: string, language: Language): string {
  const { time: write, monthNames } = textsOf[language]
  const [, year = '', month = '', day = '', time = ''] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(timestamp) ?? []
  return write(Number(day), monthNames[Number(month) - 1] ?? '', year, time)
}

const plainOrNull = (name: string | null): string | null => (name === null ? null : plainName(name))

/**
 * The subject and the parts of each kind of mail. A subject tells no code: it stays when the content is erased. The greeting
 * names nobody: a user's name is what whoever made the user typed, who may be a stranger to the one who gets the mail.
 */
function write(request: MailRequest, organization: string, language: Language): { subject: string; parts: MailPart[] } {
  const texts = textsOf[language]
  const { greeting } = texts
  const timeOf = (timestamp: string): string => readableTime(timestamp, language)
  switch (request.kind) {
    case 'invitation': {
      const { link, code, expiresAt } = request.values
      const subject = texts.invitationTo(organization)
      if (code === null || expiresAt === null) {
        const linked = { link, label: texts.signIn }
        return { subject, parts: [greeting, texts.invitedElsewhere(organization), linked, texts.ignore] }
      }
      const linked = { link, label: texts.accept }
      const valid = texts.bothInvite(timeOf(expiresAt))
      return { subject, parts: [greeting, texts.invited(organization), linked, texts.asksForCode, { code }, valid] }
    }
    case 'password-reset': {
      const { code, link, expiresAt, by } = request.values
      const [time, linked] = [timeOf(expiresAt), { link, label: texts.choose }]
      if (code === null) {
        const asks = by === null ? texts.administratorAsks : texts.somebodyAsks(plainName(by))
        const parts = [greeting, asks, linked, texts.linkValid(time), texts.askFirst]
        return { subject: texts.chooseAt(organization), parts }
      }
      const parts = [greeting, texts.requested, { code }, texts.orOpen, linked, texts.bothValid(time)]
      return { subject: texts.codeAt(organization), parts: [...parts, texts.notRequested] }
    }
    case 'secret-expiry': {
      const { link, expiresAt, of = 'api-client' } = request.values
      const [clientName, time] = [plainName(request.values.clientName), timeOf(expiresAt)]
      const linked = { link, label: texts.open(of) }
      const parts = [greeting, texts.secretOf(of, clientName, time), texts.newSecret, linked]
      return { subject: texts.secretExpires(clientName, time), parts }
    }
    case 'certificate-expiry': {
      const { link, expiresAt } = request.values
      const [provider, time] = [plainOrNull(request.values.providerName), timeOf(expiresAt)]
      const replace = provider === null ? texts.replaceOwnKey : texts.newCertificate
      const parts = [greeting, texts.certificateOf(provider, time), replace, { link, label: texts.openProviders }]
      return { subject: texts.certificateExpires(provider, time), parts }
    }
    case 'secret-rotated': {
      const { link, at, address, expiresAt } = request.values
      const clientName = plainName(request.values.clientName)
      const replaced = texts.replaced(clientName, timeOf(at), address, timeOf(expiresAt))
      const parts = [greeting, replaced, texts.somebodyKnows, { link, label: texts.open('api-client') }]
      return { subject: texts.hasReplaced(clientName), parts }
    }
    case 'security-notice': {
      const { change, at, by, address } = request.values
      const changed = texts.changed(change, timeOf(at), address, plainOrNull(by))
      const more = change === 'password-allowed' ? [texts.chooseByForgotten] : []
      const parts = [greeting, changed, ...more, by === null ? texts.notYou : texts.tell]
      return { subject: texts.changedAt(change, organization), parts }
    }
    case 'settings-notice': {
      const { host, at, by, address } = request.values
      const changed = texts.settingsBy(plainName(by), organization, timeOf(at), address)
      const parts = [greeting, changed, host === null ? texts.noServer : texts.newServer(host), texts.changeBack]
      return { subject: texts.settingsOf(organization), parts }
    }
    case 'test':
      return { subject: texts.testOf(organization), parts: [greeting, texts.arrived(organization)] }
  }
}

/** The mail in words, as plain text and as HTML, in the language of the recipient, or else in English. */
export function renderMail(request: MailRequest, organizationName: string): MailContent {
  const language = request.to.language ?? 'en'
  const name = plainName(organizationName) || 'Portico'
  const { subject, parts } = write(request, name, language)
  return layOut({ subject, parts, footer: textsOf[language].footer(name), language })
}
