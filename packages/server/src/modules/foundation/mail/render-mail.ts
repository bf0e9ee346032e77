import type { Language } from '../../../config/languages.ts'
import type { MailContent, MailRequest } from './mail.ts'
import { layOut } from './mail-layout.ts'
import { plainName } from './plain-name.ts'
import { fillTemplate } from './templates/fill-template.ts'
import { defaultTemplate, type MailTemplate, type MailTemplateName } from './templates/mail-template.ts'
import { templateFault } from './templates/template-fault.ts'
import { templateValues } from './templates/template-values.ts'
import { de } from './texts/de.ts'
import { en, type MailTexts } from './texts/en.ts'
import { pt } from './texts/pt.ts'

/** Portico's words, by language */
export const mailTexts: Readonly<Record<Language, MailTexts>> = { en, de, pt }

/** `23 November 2026, 15:04 UTC`: the day cannot be taken for the month, nor the time for a local one. */
export function readableTime(timestamp: string, language: Language): string {
  const { time: write, monthNames } = mailTexts[language]
  const [, year = '', month = '', day = '', time = ''] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(timestamp) ?? []
  return write(Number(day), monthNames[Number(month) - 1] ?? '', year, time)
}

/** The language that the mail is written in: of the recipient, or else English */
export const mailLanguage = ({ to }: MailRequest): Language => to.language ?? 'en'

/** Which template says it */
export const templateNameOf = (request: MailRequest): MailTemplateName =>
  templateValues(request, '', mailTexts.en, (timestamp) => timestamp).name

/**
 * The mail in words, as plain text and as HTML. The greeting names nobody: a user's name is what whoever made the user
 * typed, who may be a stranger to the one who gets the mail.
 * @param own the organization's own words. What breaks a rule, which may be newer than the words, is not used.
 */
export function renderMail(request: MailRequest, organizationName: string, own?: MailTemplate): MailContent {
  const language = mailLanguage(request)
  const texts = mailTexts[language]
  const organization = plainName(organizationName) || 'Portico'
  const timeOf = (timestamp: string): string => readableTime(timestamp, language)
  const { name, values, label } = templateValues(request, organization, texts, timeOf)
  const template = own && templateFault(name, own) === undefined ? own : defaultTemplate(name, texts)
  const { subject, parts } = fillTemplate(template, values, label)
  return layOut({ subject, parts, footer: texts.footer(organization), language })
}
