import { define } from './entry.ts'

/** What can go wrong with groups, their members and roles, and the mappings of claims to them. */
export const groupProblems = define({
  group_not_found: {
    code: 'PTC-GRP-40401',
    status: 404,
    title: 'There is no such group',
    help: 'No group has this key, or it lies in an environment in which the caller does not hold the permission Manage end-user groups: GET /groups lists those that the caller may manage.',
  },
  claim_mapping_not_found: {
    code: 'PTC-GRP-40402',
    status: 404,
    title: 'There is no such claim mapping',
    help: 'The group has no claim mapping with this key: GET /groups/{key} lists them in groupIdpClaimMappings.',
  },
  group_name_taken: {
    code: 'PTC-GRP-40001',
    status: 400,
    title: 'The environment has a group with this name already',
    help: 'Names are compared without regard to case. Choose another one; in another environment the same name is free.',
  },
  group_role_elsewhere: {
    code: 'PTC-GRP-40002',
    status: 400,
    title: 'The application role belongs to another environment',
    help: 'A group takes roles of its own environment only. The same role has another key there: GET /application-roles?environmentKey= lists them. Nothing was changed.',
  },
  group_role_unknown: {
    code: 'PTC-GRP-40003',
    status: 400,
    title: 'There is no such application role to add or to remove',
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
    title: 'A key is to be added and removed at once',
    help: 'The detail names the key. Leave it in one of the two lists. Nothing was changed.',
  },
  claim_value_delimited: {
    code: 'PTC-GRP-40006',
    status: 400,
    title: 'The claim value holds its delimiter',
    help: 'The delimiter cuts the claim into values, so that no value can hold it. Make a mapping for each value, or choose another delimiter.',
  },
})
