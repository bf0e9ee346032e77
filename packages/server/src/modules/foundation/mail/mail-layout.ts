import type { Language } from '../../../config/languages.ts'
import { escapeHtml } from '../../../http/pages/escape-html.ts'
import type { MailContent } from './mail.ts'

/** A part of a mail: a paragraph, a code that stands out, or a link as a button. */
export type MailPart = string | { code: string } | { link: string; label: string }

/**
 * One line, without what would begin another one, reorder the letters around it, or hide: a name must neither add a
 * header nor look like a sentence of Portico on a separate line.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** The same in both forms. Only what people gave is on one line already: see oneLine. */
export function layOut({
  subject,
  parts,
  footer,
  language,
}: {
  subject: string
  parts: MailPart[]
  footer: string
  language: Language
}): MailContent {
  return {
    subject: oneLine(subject),
    text: `${[...parts.map(plain), `-- \n${footer}`].join('\n\n')}\n`,
    html: page(oneLine(subject), parts.map(marked).join('\n'), escapeHtml(footer), language),
  }
}

function plain(part: MailPart): string {
  if (typeof part === 'string') return part
  return 'code' in part ? `    ${part.code}` : `${part.label}: ${part.link}`
}

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

function marked(part: MailPart): string {
  if (typeof part === 'string') return `<p style="margin:0 0 16px">${escapeHtml(part)}</p>`
  if ('code' in part) {
    const style =
      'margin:0 0 16px;padding:12px 16px;background:#f3f4f6;border-radius:6px;font:600 24px/1.4 ui-monospace,Consolas,monospace;letter-spacing:4px'
    return `<p style="${style}">${escapeHtml(part.code)}</p>`
  }
  const style =
    'display:inline-block;padding:10px 18px;background:#1f4b99;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600'
  const link = escapeHtml(part.link)
  return [
    `<p style="margin:0 0 8px"><a href="${link}" style="${style}">${escapeHtml(part.label)}</a></p>`,
    `<p style="margin:0 0 16px;font-size:13px;color:#4b5563;word-break:break-all">${link}</p>`,
  ].join('\n')
}

/** Styles stand at each element and nothing is loaded from anywhere: mail programs drop the rest. */
const page = (title: string, body: string, footer: string, language: Language): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:24px 12px;background:#f3f4f6;color:#111827;${font};font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:28px 32px;background:#ffffff;border:1px solid #e5e7eb;border-radius:10px">
${body}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e5e7eb;font-size:13px;color:#4b5563">${footer}</p>
</div>
</body>
</html>
`
