import { define } from './entry.ts'

/** What can go wrong with organization roles, permissions and identity providers. */
export const organizationAccessProblems = define({
  // Organization roles and permissions
  organization_role_not_found: {
    code: 'PTC-ORO-40401',
    status: 404,
    title: 'There is no such organization role',
    help: 'No organization role has this key: GET /organization-roles lists them.',
  },
  organization_role_name_taken: {
    code: 'PTC-ORO-40901',
    status: 409,
    title: 'An organization role with this name exists already',
    help: 'Names are compared without regard to case. Choose another one.',
  },
  organization_role_read_only: {
    code: 'PTC-ORO-40001',
    status: 400,
    title: 'The organization role is built in',
    help: 'Administrator and Developer cannot be changed or deleted. Duplicate the role and change the copy.',
  },
  organization_role_held: {
    code: 'PTC-ORO-40002',
    status: 400,
    title: 'Users hold the organization role',
    help: 'A role is deleted only when nobody holds it, now or in a period to come: whoever had it would lose permissions without being named. Take it from its users first: GET /organization-roles/{key}/users lists those who hold it now.',
  },
  grant_period_invalid: {
    code: 'PTC-ORO-40003',
    status: 400,
    title: 'The period of the grant is not allowed',
    help: 'A period ends after it begins, and in the future. Leave startTime out for a grant that begins at once, endTime for one that never ends.',
  },
  asset_unknown: {
    code: 'PTC-ORO-40004',
    status: 400,
    title: 'There is no such asset',
    help: 'The detail names the keys that were not found. Nothing was changed.',
  },
  portfolio_unknown: {
    code: 'PTC-ORO-40005',
    status: 400,
    title: 'There is no such portfolio',
    help: 'The detail names the keys that were not found. Nothing was changed.',
  },
  permission_not_found: {
    code: 'PTC-PRM-40401',
    status: 404,
    title: 'There is no such permission',
    help: 'No permission has this key: GET /permissions lists the catalogue, which is the same in every organization.',
  },

  // Identity providers
  identity_provider_not_found: {
    code: 'PTC-IDP-40401',
    status: 404,
    title: 'There is no such identity provider',
    help: 'No identity provider has this key: GET /identity-providers lists them.',
  },
  identity_provider_name_taken: {
    code: 'PTC-IDP-40901',
    status: 409,
    title: 'An identity provider with this name exists already',
    help: 'Names are compared without regard to case. Choose another one.',
  },
  identity_provider_read_only: {
    code: 'PTC-IDP-40001',
    status: 400,
    title: 'The identity provider is built in',
    help: 'The built-in identity provider keeps the passwords of the organization. It cannot be changed, assigned or deleted.',
  },
  identity_provider_used: {
    code: 'PTC-IDP-40002',
    status: 400,
    title: 'The identity provider is in use',
    help: 'An identity provider is deleted only when no user has a profile at it and no group maps its claims: whoever signs in through it would be locked out. The detail says how many there are.',
  },
  identity_provider_secret_missing: {
    code: 'PTC-IDP-40003',
    status: 400,
    title: 'The client secret of the identity provider is missing',
    help: 'The client authentication needs a clientSecret. It is needed anew when the addresses or the client ID of the provider change: a secret that was given for one place is never sent to another.',
  },
})
