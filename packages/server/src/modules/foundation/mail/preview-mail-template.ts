import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { getOwnOrganization } from '../organizations/get-own-organization.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import type { MailContent, MailRequest, Recipient } from './mail.ts'
import type { MailerParts } from './outgoing-mails.ts'
import { renderMail } from './render-mail.ts'
import { sendTestMail } from './send-test-mail.ts'
import type { MailTemplateName, OwnMailTemplate } from './templates/mail-template.ts'
import { requireValidTemplate } from './templates/template-fault.ts'

/**
 * The mail as somebody would get it, with sample values: no code in it is one, and its link leads to the portal.
 * @throws Problem mail_template_invalid
 */
export async function previewMailTemplate(
  parts: Parts<'clock' | 'publicUrl'>,
  principal: Principal,
  { name, language, subject, text }: OwnMailTemplate,
): Promise<MailContent> {
  const template = { subject: subject.trim(), text: text.replaceAll('\r\n', '\n').trim() }
  requireValidTemplate(name, template)
  const organization = await getOwnOrganization(parts, principal)
  const expiresAt = toTimestamp(parts.clock.now() + 86_400_000)
  const to = { address: 'ada@example.com', name: null, language }
  const request = sampleRequest(name, to, { link: `${organization.publicUrl}/`, at: expiresAt })
  return renderMail(request, organization.name, template)
}

interface TemplateTest extends OwnMailTemplate {
  to: string
}

/**
 * Sends the mail with sample values to any address. The words are the caller's, and the sender is trusted.
 * @throws Problem permission_missing, mail_template_invalid, and what `sendTestMail` throws
 */
export async function sendTemplateTest(
  parts: Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'> & MailerParts,
  principal: Principal,
  { to, ...template }: TemplateTest,
) {
  requireEveryControllingPermission(principal, 'Sending a test of a mail template')
  const content = await previewMailTemplate(parts, principal, template)
  return sendTestMail(parts, principal, { to, language: template.language, content })
}

function sampleRequest(name: MailTemplateName, to: Recipient, { link, at }: { link: string; at: string }): MailRequest {
  const expiresAt = at
  const client = { clientName: 'Orders', link, expiresAt }
  switch (name) {
    case 'invitation':
      return { kind: 'invitation', to, values: { link, code: '123456', expiresAt, by: 'Ada Lovelace' } }
    case 'invitation-external':
      return { kind: 'invitation', to, values: { link, code: null, expiresAt: null, by: 'Ada Lovelace' } }
    case 'password-reset':
      return { kind: 'password-reset', to, values: { link, code: '123456', expiresAt, by: null } }
    case 'password-reset-by-administrator':
      return { kind: 'password-reset', to, values: { link, code: null, expiresAt, by: 'Ada Lovelace' } }
    case 'secret-expiry':
      return { kind: 'secret-expiry', to, values: client }
    case 'application-secret-expiry':
      return { kind: 'secret-expiry', to, values: { of: 'relying-party', ...client } }
    case 'certificate-expiry':
      return { kind: 'certificate-expiry', to, values: { providerName: 'Example', link, expiresAt } }
    case 'saml-key-expiry':
      return { kind: 'certificate-expiry', to, values: { providerName: null, link, expiresAt } }
    case 'secret-rotated':
      return { kind: 'secret-rotated', to, values: { ...client, at, address: '192.0.2.1' } }
    case 'security-notice':
      return { kind: 'security-notice', to, values: { change: 'password-changed', at, by: null, address: '192.0.2.1' } }
    case 'settings-notice':
      return {
        kind: 'settings-notice',
        to,
        values: { host: 'mail.example.com', at, by: 'Ada Lovelace', address: null },
      }
    case 'test':
      return { kind: 'test', to, values: {} }
  }
}
