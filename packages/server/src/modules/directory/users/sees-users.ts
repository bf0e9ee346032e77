/** What opens the lists of users: any of them. Which users are in it depends on which. */
export const seesUsers = {
  permission: [
    'User and access management > Manage users',
    'End-user management > View end users',
    'User and access management > View members',
  ],
} as const
