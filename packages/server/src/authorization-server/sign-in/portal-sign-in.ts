import type { WingRoutes } from '../../modules/wing.ts'
import { accountLinkRoutes } from './external/account-link-routes.ts'
import type { ExternalParts } from './external/external-sign-in.ts'
import { providerRoutes } from './external/provider-routes.ts'
import { decisionRoutes } from './interactions/decision-routes.ts'
import { enrolmentRoutes } from './interactions/enrolment-routes.ts'
import { interactionRoutes } from './interactions/interactions-routes.ts'
import { type SignInParts, signInRoutes } from './portal/sign-in-routes.ts'
import { signOutRoutes } from './sign-outs/sign-out-routes.ts'

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
