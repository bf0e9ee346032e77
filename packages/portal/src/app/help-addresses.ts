/** What the server has to read: the pages are not of the portal, and open in a tab of their own. */
export const helpAddresses = { guides: '/guides/', reference: '/docs', changes: '/guides/changelog' } as const
