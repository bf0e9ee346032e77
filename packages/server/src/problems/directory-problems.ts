import { defineProblems } from './define-problems.ts'

/** Problems of users, groups and identity providers. */
export const directoryProblems = defineProblems({
  email_taken: {
    code: 'PTC-USR-40001',
    status: 400,
    title: 'A user with this e-mail exists already',
    help: 'E-mails are compared without regard to case. To give the existing user a profile, set addToBuiltInIdentityProvider, or identityProviderKey with subject or username.',
  },
  identity_taken: {
    code: 'PTC-USR-40002',
    status: 400,
    title: 'The identity provider profile belongs to a user already',
    help: 'A subject and a username belong to one user of their identity provider, and a user has one profile at each provider.',
  },
  user_incomplete: {
    code: 'PTC-USR-40003',
    status: 400,
    title: 'The user has nothing to sign in with',
    help: 'Give the user an e-mail, or an identityProviderKey together with a subject or a username. The built-in identity provider needs an e-mail.',
  },
  identity_provider_unknown: {
    code: 'PTC-USR-40004',
    status: 400,
    title: 'There is no such identity provider',
    help: 'identityProviderKey must be the key of one of the organization’s identity providers.',
  },
  user_not_registered: {
    code: 'PTC-USR-40005',
    status: 400,
    title: 'The user has not completed the registration',
    help: 'A user who is Invited or PendingRegistration becomes Active by completing the registration. An administrator can only deactivate such a user.',
  },
  idempotency_key_reused: {
    code: 'PTC-USR-40007',
    status: 400,
    title: 'The Idempotency-Key belongs to another request',
    help: 'A key stands for one request: sent again with the same records, it answers how far the operation is. Send other records with a key of their own.',
  },
  profile_provided: {
    code: 'PTC-USR-40008',
    status: 400,
    title: 'The field comes from an identity provider',
    help: 'A linked identity provider gives the user this name or photo at each sign-in. Change it there: the next sign-in brings it here. The detail names the field and the provider.',
  },
  user_offboarded: {
    code: 'PTC-USR-40009',
    status: 400,
    title: 'The user has been offboarded meanwhile',
    help: 'Undoing a change of many users gives nothing back to those who were offboarded after it, neither the status nor groups and roles; and what is given to many does not reach those who are offboarded before their turn: that was meant for good. Change such a user individually.',
  },
  user_not_found: {
    code: 'PTC-USR-40401',
    status: 404,
    title: 'There is no such user',
    help: 'No user has this key, or it is one that the caller may not see: View end users shows those with end-user roles (in the stages it was granted for), View members those with organization roles, both together or Manage users show all users.',
  },
  bulk_operation_not_found: {
    code: 'PTC-USR-40402',
    status: 404,
    title: 'There is no such bulk operation',
    help: 'Finished bulk operations are kept for seven days. The key is in the answer of POST /users/bulk.',
  },
  bulk_changes_waiting: {
    code: 'PTC-USR-42901',
    status: 429,
    title: 'Changes of too many users are waiting',
    help: 'The users of all bulk changes of an organization that are not finished are 200,000 at most, and 100,000 of one sender. Whoever has no more than 10,000 waiting is not refused. Wait until some are, or cancel what is not needed. Nothing was stored.',
  },

  group_name_taken: {
    code: 'PTC-GRP-40001',
    status: 400,
    title: 'The stage has a group with this name already',
    help: 'Names are compared without regard to case. Choose another one; in another stage the same name is free.',
  },
  group_role_elsewhere: {
    code: 'PTC-GRP-40002',
    status: 400,
    title: 'The end-user role belongs to another stage',
    help: 'A group takes roles of its own stage only. The same role has another key there: GET /application-roles?environmentKey= lists them. Nothing was changed.',
  },
  group_role_unknown: {
    code: 'PTC-GRP-40003',
    status: 400,
    title: 'There is no such end-user role to add or to remove',
    help: 'The detail names the field and the keys that were not found. Nothing was changed, not for the other keys either.',
  },
  group_user_unknown: {
    code: 'PTC-GRP-40004',
    status: 400,
    title: 'There is no such user to add or to remove',
    help: 'The detail names the field and the keys that were not found. Nothing was changed, not for the other keys either.',
  },
  added_and_removed: {
    code: 'PTC-GRP-40005',
    status: 400,
    title: 'A key is both added and removed',
    help: 'The detail names the key. Leave it in one of the two lists. Nothing was changed.',
  },
  claim_value_delimited: {
    code: 'PTC-GRP-40006',
    status: 400,
    title: 'The claim value holds its delimiter',
    help: 'The delimiter splits the claim into values, so that no value can contain it. Make a mapping for each value, or choose another delimiter.',
  },
  claim_mappings_too_many: {
    code: 'PTC-GRP-40007',
    status: 400,
    title: 'The group has too many claim mappings',
    help: 'A group may have up to 100 claim mappings. Let the identity provider send one claim for all who belong to the group, or delete mappings that no provider needs any more.',
  },
  group_not_found: {
    code: 'PTC-GRP-40401',
    status: 404,
    title: 'There is no such group',
    help: 'No group has this key, or it belongs to a stage in which the caller does not hold the permission Manage end-user groups: GET /groups lists those that the caller may manage.',
  },
  claim_mapping_not_found: {
    code: 'PTC-GRP-40402',
    status: 404,
    title: 'There is no such claim mapping',
    help: 'The group has no claim mapping with this key: GET /groups/{key} lists them in groupIdpClaimMappings.',
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
    help: 'An identity provider is deleted only when no user has a profile at it and no group maps its claims: users who sign in through it would be locked out. The detail says how many there are.',
  },
  identity_provider_secret_missing: {
    code: 'PTC-IDP-40003',
    status: 400,
    title: 'The client secret of the identity provider is missing',
    help: 'The client authentication needs a clientSecret. Send it again when the addresses or the client ID of the provider change: a secret that was given for one address is never sent to another.',
  },
  identity_providers_too_many: {
    code: 'PTC-IDP-40004',
    status: 400,
    title: 'The organization has too many identity providers',
    help: 'An organization has up to 500 identity providers. Delete one that nobody signs in through first.',
  },
  identity_provider_not_found: {
    code: 'PTC-IDP-40401',
    status: 404,
    title: 'There is no such identity provider',
    help: 'No identity provider has this key: GET /identity-providers lists them.',
  },
  identity_provider_domain_taken: {
    code: 'PTC-IDP-40902',
    status: 409,
    title: 'The domain belongs to another identity provider',
    help: 'Everybody with an e-mail in a domain signs in at one provider. Remove the domain there first, which takes the authority over its users.',
  },
  identity_provider_name_taken: {
    code: 'PTC-IDP-40901',
    status: 409,
    title: 'An identity provider with this name exists already',
    help: 'Names are compared without regard to case. Choose another one.',
  },
})
