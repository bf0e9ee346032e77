import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** Other words by which the search finds a page. They come with the search: the first page loads without them. */
export const wordsOfPages: Record<string, MessageDescriptor> = {
  '/': msg`start overview`,
  '/users': msg`members end users people invite`,
  '/groups': msg`groups`,
  '/access': msg`review dormant csv`,
  '/organization-roles': msg`permissions members`,
  '/identity-providers': msg`oidc saml sso`,
  '/sign-in-applications': msg`relying parties oidc openid connect sso clients secrets`,
  '/api-clients': msg`credentials secrets tokens machines`,
  '/registered-apis': msg`audience scopes resource tokens`,
  '/audit-trail': msg`log history changes`,
  '/assets': msg`applications libraries application roles`,
  '/stages': msg`environments portfolio`,
  '/settings/organization': msg`name logo color branding design address issuer version`,
  '/settings/sign-in': msg`second factor mfa passkeys passwords sessions`,
  '/settings/domains': msg`email home realm discovery routing`,
  '/settings/signing-keys': msg`jwks rotate kid tokens algorithm`,
  '/settings/mail': msg`smtp email`,
  '/settings/mail-templates': msg`invitation text subject wording`,
  '/settings/mailbox': msg`sent kept mails outbox`,
  '/settings/browser-programs': msg`cors origins`,
  '/settings/portfolios': msg`stages subsidiaries`,
  '/settings/rate-limits': msg`requests minute quota`,
  '/my-applications': msg`apps launch open start`,
  '/account': msg`profile own name photo password passkeys sessions language`,
}
