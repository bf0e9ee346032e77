import { Problem } from '../../../../problems/problem.ts'
import {
  type MailTemplate,
  type MailTemplateName,
  mailTemplates,
  onLineOfTheirOwn,
  type Placeholder,
} from './mail-template.ts'

const longestSubject = 200
const longestText = 5_000
/** What begins another line, reorders the letters around it, or hides */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u

/** @throws Problem mail_template_invalid */
export function requireValidTemplate(name: MailTemplateName, template: MailTemplate): void {
  const fault = templateFault(name, template)
  if (fault) throw new Problem('mail_template_invalid', `The ${fault}.`)
}

/**
 * What is wrong with a template: `field text must …`. Mails keep saying what they are for, and lead nowhere but to
 * Portico: their sender is trusted with links and codes.
 */
export function templateFault(name: MailTemplateName, { subject, text }: MailTemplate): string | undefined {
  const { inSubject, required, optional } = mailTemplates[name]
  const inText = [...required, ...optional]
  const lines = text.split('\n').map((line) => line.trim())
  return (
    lengthFault('subject', subject, longestSubject) ??
    lengthFault('text', text, longestText) ??
    (unseen.test(subject) ? 'field subject must be one line of characters that can be seen' : undefined) ??
    (unseen.test(text.replaceAll('\n', '')) ? 'field text must have no characters that cannot be seen' : undefined) ??
    placeholderFault('subject', subject, inSubject) ??
    placeholderFault('text', text, inText) ??
    missingFault(text, required) ??
    lineFault(lines) ??
    addressFault('subject', subject) ??
    addressFault('text', text)
  )
}

const lengthFault = (field: string, value: string, most: number): string | undefined =>
  value.trim() === '' || [...value].length > most ? `field ${field} must have 1 to ${most} characters` : undefined

const namesIn = (text: string): string[] => Array.from(text.matchAll(/\{([^{}\s]*)\}/g), ([, name = '']) => name)
const listed = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ')

function placeholderFault(field: string, value: string, allowed: readonly Placeholder[]): string | undefined {
  const unknown = namesIn(value).find((name) => !allowed.some((one) => one === name))
  if (unknown === undefined) return undefined
  return `field ${field} must not hold {${unknown.slice(0, 40)}}: this mail knows ${listed(allowed)} there`
}

function missingFault(text: string, required: readonly Placeholder[]): string | undefined {
  const names = namesIn(text)
  const missing = required.find((name) => !names.includes(name))
  return missing && `field text must hold {${missing}}: without it the mail does not serve its purpose`
}

function lineFault(lines: readonly string[]): string | undefined {
  for (const name of onLineOfTheirOwn) {
    const holding = lines.filter((line) => line.includes(`{${name}}`))
    if (holding.some((line) => line !== `{${name}}`)) return `field text must have {${name}} alone on its line`
    if (holding.length > 1) return `field text must hold {${name}} only once`
  }
  return undefined
}

/** Dots as browsers take them in host names (RFC 3490, section 3.1) */
const dot = '[.\\u3002\\uff0e\\uff61]'
const linked = new RegExp(
  `[a-z0-9+-]:[/\\\\]{2}|\\bwww${dot}|[\\p{L}\\p{M}\\p{N}]${dot}(?:[\\p{L}\\p{M}]{2}|xn--)`,
  'iu',
)
/** Without what stands around it: no part of these can match what the next one does, so that no text takes long. */
const mailbox = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/
const before = /^[^\p{L}\p{N}]+/u
const behind = /(?<![^\p{L}\p{N}/\\:])[^\p{L}\p{N}/\\:]+$/u
const isMailbox = (word: string): boolean => mailbox.test(word.replace(before, '').replace(behind, ''))

/** Mail programs make links of whatever looks like a web address. An e-mail address may stand there, to ask for help. */
function addressFault(field: string, value: string): string | undefined {
  // A name together with what follows it must be no address either.
  const words = value.replace(/\{[a-z]+\}/g, 'x').split(/\s+/)
  const address = words.find((word) => linked.test(word) && !isMailbox(word))
  if (address === undefined) return undefined
  return `field ${field} must hold no web address: '${address.slice(0, 60)}' looks like one. Only {link} leads anywhere, to Portico`
}
