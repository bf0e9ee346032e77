import type { WingRoutes } from '../../modules/wing.ts'
import { accountLinkRoutes } from './account-link-routes.ts'
import { decisionRoutes } from './decision-routes.ts'
import { enrolmentRoutes } from './enrolment-routes.ts'
import type { ExternalParts } from './external-sign-in.ts'
import { interactionRoutes } from './interactions-routes.ts'
import { providerRoutes } from './provider-routes.ts'
import { type SignInParts, signInRoutes } from './sign-in-routes.ts'
import { signOutRoutes } from './sign-out-routes.ts'

/** The sign-in of users at the authorization server, for the portal's own pages */
export const portalSignInRoutes = (parts: SignInParts & ExternalParts): WingRoutes => ({
  portal: [
    signInRoutes(parts),
    interactionRoutes(parts),
    enrolmentRoutes(parts),
    providerRoutes(parts),
    accountLinkRoutes(parts),
    decisionRoutes(parts),
    signOutRoutes(parts),
  ],
})
