import { defineProblems } from './define-problems.ts'

/** Problems of organization roles and of members who are signed in to the portal. */
export const membersProblems = defineProblems({
  session_ended: {
    code: 'PTC-AUT-40107',
    status: 401,
    title: 'The session has ended',
    help: 'A session lasts 12 hours from the sign-in, or as long as the organization has set. It also ends when the user signs out or is deactivated, or when the session is ended in the list of sessions. Sign in again.',
  },
  member_required: {
    code: 'PTC-AUT-40302',
    status: 403,
    title: 'Only a signed-in member can do this',
    help: 'Only a person who is signed in to the portal can do this. API clients cannot, whatever their permissions are.',
  },
  csrf_token_invalid: {
    code: 'PTC-AUT-40303',
    status: 403,
    title: 'The request does not prove that it comes from the portal',
    help: 'A request that changes something with the session cookie must carry the header `x-csrf-token` with the value that GET /portal/session answers. It changes with each sign-in: load the page again. Programs use an access token instead.',
  },
  sign_in_not_recent: {
    code: 'PTC-AUT-40305',
    status: 403,
    title: 'This needs a recent sign-in',
    help: 'What outlives a session, such as a passkey, an API client or the grant of an organization role, is changed within some minutes after signing in: 15, unless the sign-in settings say otherwise. A browser that was left open is not enough. Sign in again. API clients are not concerned.',
  },
  sign_in_settings_invalid: {
    code: 'PTC-SIS-40001',
    status: 400,
    title: 'The sign-in settings are not allowed',
    help: 'The detail names the field and the rule. Nothing has been changed.',
  },
  session_not_found: {
    code: 'PTC-AUT-40401',
    status: 404,
    title: 'There is no such session',
    help: 'The session has ended, or belongs to another member. The list of sessions shows your own.',
  },

  last_administrator: {
    code: 'PTC-USR-40006',
    status: 400,
    title: 'The user is the last Administrator',
    help: 'An organization keeps at least one active user who is Administrator without end and in all portfolios and, if one of them can sign in (with a password, a passkey or at an identity provider of the organization), one who can. Grant the role to another such user first, or give another one a way to sign in.',
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
    help: 'A role can be deleted only when no user holds it, now or in a future period: they would lose permissions without being named in the audit trail. Revoke it from its users first: GET /organization-roles/{key}/users lists those who hold it now.',
  },
  grant_period_invalid: {
    code: 'PTC-ORO-40003',
    status: 400,
    title: 'The period of the grant is not allowed',
    help: 'A period ends after it begins, and in the future. Leave startTime out for a grant that begins immediately, endTime for one that never ends.',
  },
  organization_role_assets_too_many: {
    code: 'PTC-ORO-40006',
    status: 400,
    title: 'The user holds organization roles for too many assets',
    help: 'A user may hold organization roles for up to 500 single assets: what they may do is looked up with each request. Grant a role for the portfolio in which the assets lie, or for the organization. Nothing was changed.',
  },
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
})
