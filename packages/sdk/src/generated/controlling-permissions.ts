// Made by `npm run sdk:types` from the server. Do not edit.

/** Permissions with which one can give access to others, or take it: nobody gives one of them without holding it. */
export const controllingPermissions: readonly string[] = [
  'Configuration management > Manage Email configurations',
  'User and access management > Manage users',
  'User and access management > Manage member access',
  'User and access management > Manage organization roles',
  'User and access management > Manage authentication',
  'User and access management > Manage API clients',
  'End-user management > Manage end-user access',
  'End-user management > Manage end-user groups',
  'Organization management > Manage organization',
]
