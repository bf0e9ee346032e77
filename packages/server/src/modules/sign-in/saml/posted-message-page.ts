import { createHash } from 'node:crypto'
import { escapeHtml } from '../../../http/pages/escape-html.ts'
import type { PostedMessage } from './send-message.ts'

const script = 'document.forms[0].submit()'
const scriptHash = createHash('sha256').update(script).digest('base64')

/**
 * A page that sends a message to a provider by HTTP-POST (SAML bindings, section 3.5): by itself, or by a button where
 * scripts do not run.
 */
export function postedMessagePage({ url, parameter, value, relayState }: PostedMessage): {
  html: string
  contentSecurityPolicy: string
} {
  const field = (name: string, text: string): string =>
    `<input type="hidden" name="${name}" value="${escapeHtml(text)}">`
  const relay = relayState === null ? '' : field('RelayState', relayState)
  return {
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title><form method="post" action="${escapeHtml(url)}">${field(parameter, value)}${relay}<noscript><p>Continue to your organization.</p><button>Continue</button></noscript></form><script>${script}</script></html>`,
    // Not form-action: browsers apply it to where the provider redirects, too.
    contentSecurityPolicy: `default-src 'none'; script-src 'sha256-${scriptHash}'; base-uri 'none'; frame-ancestors 'none'`,
  }
}
