/** Where providers send people back who have signed out there: one address for all of an organization, with a state */
export const signedOutPath = '/portal/providers/signed-out'

/** To register at OpenID providers as the post-logout redirect URI */
export const signedOutUri = ({ baseUrl }: { baseUrl: string }): string => baseUrl + signedOutPath
