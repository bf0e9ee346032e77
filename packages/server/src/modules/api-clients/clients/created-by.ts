/**
 * How a stored creator begins that is this user, as `creatorOf` orders the fields: what follows is the name, which can have
 * been another one.
 */
export const createdByUser = (userKey: string): string =>
  `${JSON.stringify({ type: 'user', key: userKey }).slice(0, -1)},`

/** How a stored creator begins that is an API client */
export const createdByClients = `${JSON.stringify({ type: 'api-client' }).slice(0, -1)},`
