import type { WingRoutes } from '../../modules/wing.ts'
import { enrolmentRoutes } from './enrolment-routes.ts'
import { interactionRoutes } from './interactions-routes.ts'
import type { InteractionParts } from './read-interaction.ts'
import { type SignInParts, signInRoutes } from './sign-in-routes.ts'

/** The sign-in of users at the authorization server, for the portal's own pages */
export const portalSignInRoutes = (parts: SignInParts & InteractionParts): WingRoutes => ({
  portal: [signInRoutes(parts), interactionRoutes(parts), enrolmentRoutes(parts)],
})
