// Made by `npm run docs` from packages/portal/src/app/pages.tsx.

/** What the paths of the portal's pages begin with */
export const portalPageNames = [
  'accept-invitation',
  'access',
  'account',
  'api-clients',
  'assets',
  'audit-trail',
  'branding',
  'browser-programs',
  'forgotten-password',
  'groups',
  'identity-providers',
  'mail',
  'mailbox',
  'my-applications',
  'organization-roles',
  'registered-apis',
  'set-up',
  'sign-in',
  'sign-in-applications',
  'sign-in-settings',
  'sign-out',
  'signed-in',
  'stages',
  'users',
]
