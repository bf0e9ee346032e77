import type { MailPart } from '../mail-layout.ts'
import type { MailTemplate, PlaceholderValues } from './mail-template.ts'

interface Filled {
  subject: string
  parts: MailPart[]
}

/** Puts the values in once: a value that holds braces is not looked through again. */
const fill = (text: string, values: PlaceholderValues): string =>
  text.replace(/\{([a-z]+)\}/g, (whole, name: keyof PlaceholderValues) => values[name] ?? whole)

/**
 * The subject and the parts of a mail. Link and code are what they are by standing alone on a line.
 * @param label of the button that leads to the link
 */
export function fillTemplate({ subject, text }: MailTemplate, values: PlaceholderValues, label: string): Filled {
  const parts = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line): MailPart[] => {
      const { link, code } = values
      if (line === '{link}' && link !== undefined) return [{ link, label }]
      if (line === '{code}' && code !== undefined) return [{ code }]
      return fill(line, values).split('\n')
    })
  return { subject: fill(subject, values), parts }
}
