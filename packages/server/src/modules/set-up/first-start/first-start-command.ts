/** What makes the first organization and its sample, as the audit trail names it */
export const firstStartCommand = 'portico start'
