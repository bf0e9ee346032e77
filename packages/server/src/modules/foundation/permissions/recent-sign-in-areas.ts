import type {} from 'fastify'

/** The changes for which an organization may ask members for a recent sign-in. */
export const recentSignInAreas = ['api-clients', 'organization-roles', 'mail-settings', 'identity-providers'] as const
export type RecentSignInArea = (typeof recentSignInAreas)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Members need a recent sign-in: `always`, or where the organization asks for it in this area. A browser that was
     * left open is not enough. API clients are not concerned.
     */
    recentSignIn?: RecentSignInArea | 'always'
  }
}
